package dev.plumbline.cli.report;

import dev.plumbline.cli.lint.Judgement;
import dev.plumbline.cli.lint.Problem;
import dev.plumbline.cli.yaml.Failure;
import java.util.List;
import java.util.Map;

/**
 * Everything that one run found out; the formats differ only in how they print it.
 *
 * @param ignored how often other kinds were met, by kind
 */
public record Report(List<Judgement> judgements, List<Failure> failures, Map<String, Integer> ignored) {

    /** 0 clean, 1 blocking findings, 2 something could not be read. */
    public int exitCode() {
        if (!failures.isEmpty()) {
            return 2;
        }
        return judgements.stream().anyMatch(Judgement::blocks) ? 1 : 0;
    }

    long blocking() {
        return problems(true);
    }

    /** Softened and exempted findings, and advice. */
    public long warnings() {
        return problems(false)
                + judgements.stream()
                        .mapToLong(
                                each -> each.exempted().size() + each.advice().size())
                        .sum();
    }

    long notChecked() {
        return judgements.stream().mapToLong(each -> each.notChecked().size()).sum();
    }

    private long problems(boolean blocking) {
        return judgements.stream()
                .flatMap(each -> each.problems().stream())
                .map(Problem::blocks)
                .filter(blocks -> blocks == blocking)
                .count();
    }
}
