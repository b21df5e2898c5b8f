package dev.quiesce.mutation;

import dev.quiesce.mutation.ModelMutation.Fate;
import dev.quiesce.mutation.ModelMutation.Judged;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Mutates the models below some folders and prints what became of each mutant: for a person to read. */
final class MutationRun {
    private MutationRun() {}

    public static void main(String[] folders) throws IOException {
        Map<Fate, Integer> total = new EnumMap<>(Fate.class);
        for (String folder : folders) {
            for (Path file : ModelMutation.files(Path.of(folder))) {
                for (Judged judged : ModelMutation.of(file, Path.of(folder).relativize(file).toString())) {
                    total.merge(judged.fate(), 1, Integer::sum);
                    System.out.println(judged.fate() + "\t" + judged.finding() + "\t" + judged.key());
                }
            }
        }
        System.out.println(total);
    }
}
