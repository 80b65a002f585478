package dev.plumbline.mojo;

import com.google.gson.JsonElement;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets the gate judge a mutant, loads what it lets through, and scores rows with it. */
final class MutantTrials {

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What the last mutant became. */
    private record Loaded(MojoArchive archive, LoadedModel model) {}

    /** Twice a model of this size fits into the heap of a run that leaves 64 MiB. */
    private static final long MOST_TWICE = 4 << 20;

    private final Path file;
    private final List<List<Fixtures.Question>> rows = new ArrayList<>();
    private final List<List<long[]>> answers = new ArrayList<>();
    private Optional<Loaded> loaded = Optional.empty();

    MutantTrials(Path folder, List<String> models) throws IOException {
        file = folder.resolve("mutant");
        for (String name : models) {
            List<Fixtures.Question> all = Fixtures.recorded(name).rows();
            // The first rows, some with missing or unseen values, and the last one with nothing but missing values.
            List<Fixtures.Question> some = new ArrayList<>(all.subList(0, 6));
            some.addAll(all.subList(all.size() - 8, all.size()));
            rows.add(some);
            answers.add(answers(Fixtures.load(name), some));
        }
    }

    Trial run(byte[] mutant, int of) throws IOException {
        Files.write(file, mutant);
        Sha256 digest = Sha256.of(mutant);
        long allocated = THREAD.getCurrentThreadAllocatedBytes();
        long worked = THREAD.getCurrentThreadCpuTime();
        loaded = Optional.empty();
        String verdict = verdict(new ArtifactFile(file, digest, mutant.length), of);
        Trial trial = new Trial(
                verdict,
                THREAD.getCurrentThreadAllocatedBytes() - allocated,
                THREAD.getCurrentThreadCpuTime() - worked);
        // Outside of what is measured: no server loads a model twice.
        String difference = loaded.isPresent() ? difference(loaded.get(), of, digest) : "";
        loaded = Optional.empty();
        return difference.isEmpty() ? trial : new Trial(difference, trial.allocated(), trial.processorNanos());
    }

    private String difference(Loaded both, int of, Sha256 digest) throws IOException {
        if (both.archive().expandedBytes() > MOST_TWICE) {
            return "alone";
        }
        try {
            return GenmodelOracle.difference(
                            both.archive(),
                            both.model(),
                            rows.get(of),
                            digest.hex().hashCode())
                    .map("BROKE, unlike score0 on "::concat)
                    .orElse("");
        } catch (OutOfMemoryError twoAreTooMany) {
            return "alone";
        }
    }

    private String verdict(ArtifactFile artifact, int of) throws IOException {
        return switch (Fixtures.GATE.admit(artifact)) {
            case Outcome.Refused<MojoArchive>(Refusal refusal) -> "refused " + refusal.reason();
            case Outcome.Passed<MojoArchive>(MojoArchive archive) ->
                switch (MojoLoader.load(archive)) {
                    case Outcome.Refused<LoadedModel>(Refusal refusal) ->
                        refusal.message().contains("memory")
                                        || refusal.message().contains("recurse")
                                ? "BROKE " + refusal.message()
                                : "refused " + refusal.reason();
                    case Outcome.Passed<LoadedModel>(LoadedModel model) -> {
                        loaded = Optional.of(new Loaded(archive, model));
                        yield compare(model, of);
                    }
                };
        };
    }

    private String compare(LoadedModel model, int of) {
        List<long[]> found = answers(model, rows.get(of));
        if (found.stream().allMatch(answer -> answer.length == 0)) {
            return "silent";
        }
        return Arrays.deepEquals(found.toArray(), answers.get(of).toArray()) ? "same" : "different";
    }

    /** Bits of each answer; empty where the model has none for the row. */
    private static List<long[]> answers(LoadedModel model, List<Fixtures.Question> rows) {
        List<long[]> answers = new ArrayList<>();
        Row row = model.newRow();
        for (Fixtures.Question question : rows) {
            try {
                PredictionTest.fill(model, row, fitting(model, question));
                answers.add(Arrays.stream(model.score(row))
                        .mapToLong(Double::doubleToRawLongBits)
                        .toArray());
            } catch (CannotScoreException | AssertionError none) {
                // Tests run with the assertions of h2o-genmodel, which a server runs without.
                answers.add(new long[0]);
            }
        }
        return answers;
    }

    /** A mutant may have made a column numeric; text in it is for the codec to refuse. */
    static Map<String, JsonElement> fitting(LoadedModel model, Fixtures.Question question) {
        Map<String, JsonElement> input = new HashMap<>(question.input());
        input.entrySet().removeIf(cell -> {
            int column = model.inputIndex(cell.getKey());
            return column >= 0
                    && !model.inputs().get(column).categorical()
                    && cell.getValue().isJsonPrimitive()
                    && !cell.getValue().getAsJsonPrimitive().isNumber();
        });
        return input;
    }
}
