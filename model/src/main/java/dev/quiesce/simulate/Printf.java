package dev.quiesce.simulate;

import dev.quiesce.program.Address;

/** Formats what a model prints, with the conversions of printk that make sense for a model. */
final class Printf {
    private Printf() {}

    static String format(Image image, World world, String format, long[] values) {
        StringBuilder out = new StringBuilder();
        int next = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            int start = i++;
            while (i < format.length() && "-+ #0123456789.lhzjt".indexOf(format.charAt(i)) >= 0) {
                i++;
            }
            if (i >= format.length()) {
                out.append(format, start, format.length());
            } else if (format.charAt(i) == '%') {
                out.append('%');
            } else if (next < values.length) {
                boolean isLong = format.substring(start, i).indexOf('l') >= 0;
                out.append(one(image, world, format.charAt(i), isLong, values[next++]));
            }
        }
        return out.toString().strip();
    }

    private static String one(Image image, World world, char conversion, boolean isLong, long value) {
        return switch (conversion) {
            case 'u' -> isLong ? Long.toUnsignedString(value) : Integer.toUnsignedString((int) value);
            case 'x', 'X' -> isLong ? Long.toHexString(value) : Integer.toHexString((int) value);
            case 'c' -> String.valueOf((char) value);
            case 's' -> string(image, world, value);
            case 'p' -> value == 0 ? "NULL" : Long.toHexString(value);
            default -> Long.toString(isLong ? value : (int) value);
        };
    }

    /** The bytes at an address up to the first zero, or nothing if there are none to read. */
    static String string(Image image, World world, long address) {
        StringBuilder out = new StringBuilder();
        for (long a = address; out.length() < 64 && Address.isAddress(a); a++) {
            int index = Address.object(a);
            long offset = Address.offset(a);
            long word;
            if (index < image.globalCount) {
                if (offset < 0 || offset >= image.program.globals().get(index).size()) {
                    break;
                }
                word = world.globalWord(image.firstWord[index] + (int) (offset >> 3));
            } else {
                HeapObject o = world.object(index);
                if (o == null || !o.live() || offset < 0 || offset >= o.size) {
                    break;
                }
                word = o.words[(int) (offset >> 3)];
            }
            char c = (char) (word >>> (offset & 7) * 8 & 0xFF);
            if (c == 0) {
                break;
            }
            out.append(c);
        }
        return out.toString();
    }
}
