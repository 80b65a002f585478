package dev.plumbline.cli.lint;

import dev.plumbline.views.Advice;
import dev.plumbline.views.Exempted;
import dev.plumbline.views.Unknown;
import dev.plumbline.views.Verdicts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was found out about one manifest.
 *
 * @param problems the schema's first, then the rules' in the order of the ids
 */
public record Judgement(
        Manifest manifest,
        List<Problem> problems,
        List<Exempted> exempted,
        List<Unknown> notChecked,
        List<Advice> advice) {

    public static Judgement of(Manifest manifest, Verdicts verdicts) {
        var problems = new ArrayList<>(manifest.schema());
        verdicts.findings().stream()
                .map(finding -> Problem.of(finding, manifest.line(finding.path())))
                .sorted(Comparator.comparing(Problem::severity))
                .forEach(problems::add);
        return new Judgement(
                manifest, List.copyOf(problems), verdicts.exempted(), verdicts.unknown(), verdicts.advice());
    }

    public boolean blocks() {
        return problems.stream().anyMatch(Problem::blocks);
    }
}
