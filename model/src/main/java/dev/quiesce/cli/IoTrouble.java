package dev.quiesce.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Trouble with files, in the words that a shell has for it: Java's own messages are often no more than a path. */
final class IoTrouble {
    private IoTrouble() {}

    /** Why it failed, such as {@code permission denied}. */
    static String why(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException system when system.getReason() != null -> system.getReason().toLowerCase(Locale.ROOT);
            case CharacterCodingException _ -> "it is no text in UTF-8";
            case IOException other when other.getMessage() != null -> other.getMessage().toLowerCase(Locale.ROOT);
            case IOException other -> other.getClass().getSimpleName();
        };
    }
}
