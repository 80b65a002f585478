package dev.plumbline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Tries crafted archives, each beside the answers of the model that it was made of. */
final class OddTrials {

    private final Path folder;
    private final Map<String, MutantTrials> trials = new HashMap<>();

    OddTrials(Path folder) {
        this.folder = folder;
    }

    /** Refused within bounds, or loaded and answering with the bits of genmodel, within a second. */
    Trial trial(String model, byte[] archive) throws IOException {
        MutantTrials of = trials.get(model);
        if (of == null) {
            of = new MutantTrials(folder, List.of(model));
            trials.put(model, of);
        }
        Trial trial = of.run(archive, 0);
        assertThat(trial.verdict()).doesNotStartWith("BROKE");
        assertThat(trial.processorNanos()).isLessThan(TimeUnit.SECONDS.toNanos(1));
        if (trial.verdict().startsWith("refused")) {
            // All that was asked for, dead or alive, so at no moment can more have been held.
            assertThat(trial.allocated()).isLessThan(64 << 20);
        }
        return trial;
    }

    void refused(String model, byte[] archive) throws IOException {
        assertThat(trial(model, archive).verdict()).startsWith("refused");
    }
}
