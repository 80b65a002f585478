package dev.plumbline.generator;

import dev.plumbline.generator.crd.ApiPages;
import dev.plumbline.generator.crd.CrdFiles;
import dev.plumbline.generator.rules.RulePages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes everything that is generated and committed. The only argument is the root of the project. */
public final class Generate {

    /** In this order, since later pages may refer to earlier files. */
    public static final List<Step> STEPS = List.of(new CrdFiles(), new ApiPages(), new RulePages());

    private Generate() {}

    public static void main(String... args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("usage: Generate <root of the project>");
        }
        Path root = Path.of(args[0]);
        for (Step step : STEPS) {
            step.write(root);
        }
    }
}
