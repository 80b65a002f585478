package dev.plumbline.cli.report;

import dev.plumbline.cli.lint.Judgement;
import dev.plumbline.cli.lint.Problem;
import dev.plumbline.cli.yaml.Failure;
import dev.plumbline.views.Input;
import dev.plumbline.views.Unknown;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** For people: one block per finding, aligned, the sum at the end. */
public final class HumanReport {
    private static final int WIDTH = 100;
    private static final String MARGIN = "    ";

    private final Style style;
    private final StringBuilder out = new StringBuilder();

    private HumanReport(Style style) {
        this.style = style;
    }

    public static String of(Report report, Style style) {
        var human = new HumanReport(style);
        report.judgements().forEach(human::judgement);
        report.failures().forEach(human::failure);
        human.summary(report);
        return human.out.toString();
    }

    private void judgement(Judgement each) {
        var manifest = each.manifest();
        String mark = each.blocks() ? style.red("refused") : style.green("accepted");
        line(style.bold(manifest.title()) + "  " + style.faint(manifest.file() + ":" + manifest.line()) + "  " + mark);
        each.problems().forEach(this::problem);
        each.exempted().forEach(exempted -> {
            var finding = exempted.finding();
            String until = exempted.until().isEmpty() ? "" : " until " + exempted.until();
            line("");
            line("  " + style.yellow(finding.ruleId()) + "  exempted" + until + "  " + style.faint(finding.path()));
            field("", finding.text());
            field("reason", exempted.reason());
        });
        if (!each.advice().isEmpty()) {
            line("");
            each.advice().forEach(advice -> note("warning", advice.message()));
        }
        var unknown = each.notChecked().stream()
                .filter(rule -> !rule.missing().equals(Set.of(Input.PREVIOUS)))
                .toList();
        if (!unknown.isEmpty()) {
            line("");
            notChecked(unknown);
        }
        line("");
    }

    private void problem(Problem problem) {
        String severity = problem.blocks() ? style.red("blocking") : style.yellow("warning ");
        line("");
        line("  %s  %s  %s  %s"
                .formatted(
                        style.bold(pad(problem.rule(), 7)),
                        severity,
                        pad(problem.view(), 11),
                        problem.path() + style.faint("  line " + problem.line())));
        field("", problem.text());
        field("found", problem.found());
        field("allowed", problem.allowed());
        field("mend", problem.remedy());
        field("docs", problem.docs());
    }

    /** One line for each thing that is missing, with all rules that want it. */
    private void notChecked(List<Unknown> unknown) {
        Map<String, List<String>> byInput = unknown.stream()
                .collect(Collectors.groupingBy(
                        each -> each.missing().stream()
                                .sorted()
                                .map(input -> input.title())
                                .collect(Collectors.joining(" and ")),
                        java.util.TreeMap::new,
                        Collectors.mapping(each -> each.rule().id(), Collectors.toList())));
        byInput.forEach(
                (input, rules) -> note("unknown", "not checked without " + input + ": " + String.join(", ", rules)));
    }

    private void failure(Failure failure) {
        line(style.red("unreadable") + "  " + failure.text());
        line("");
    }

    private void summary(Report report) {
        // Without a cluster that is so for every manifest, and is said once.
        var changes = report.judgements().stream()
                .flatMap(each -> each.notChecked().stream())
                .filter(rule -> rule.missing().equals(Set.of(Input.PREVIOUS)))
                .map(rule -> rule.rule().id())
                .distinct()
                .toList();
        if (!changes.isEmpty()) {
            line(style.faint("Changes are compared in the cluster only: " + String.join(", ", changes)));
        }
        if (!report.ignored().isEmpty()) {
            line(style.faint("Other kinds, not judged: "
                    + report.ignored().entrySet().stream()
                            .map(each -> each.getValue() + " " + each.getKey())
                            .collect(Collectors.joining(", "))));
        }
        var parts = List.of(
                count(report.judgements().size(), "manifest"),
                count(report.blocking(), "blocking finding"),
                count(report.warnings(), "warning"));
        String sum = String.join(", ", parts)
                + (report.failures().isEmpty() ? "" : ", " + report.failures().size() + " unreadable");
        String mark =
                switch (report.exitCode()) {
                    case 0 -> style.green("ok");
                    case 1 -> style.red("refused");
                    default -> style.red("unreadable");
                };
        line(mark + "  " + sum);
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private void note(String kind, String text) {
        var lines = wrapped(text, WIDTH - 13);
        for (int i = 0; i < lines.length; i++) {
            line("  " + style.yellow(pad(i == 0 ? kind : "", 9)) + lines[i]);
        }
    }

    private void field(String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        int indent = name.isEmpty() ? 0 : 9;
        var lines = wrapped(value, WIDTH - MARGIN.length() - indent);
        for (int i = 0; i < lines.length; i++) {
            line(MARGIN + (indent == 0 ? "" : style.faint(pad(i == 0 ? name : "", indent))) + lines[i]);
        }
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String[] wrapped(String text, int width) {
        var lines = new StringBuilder();
        int column = 0;
        for (String word : Arrays.stream(text.split("\\s+")).toList()) {
            if (column > 0 && column + 1 + word.length() > width) {
                lines.append('\n');
                column = 0;
            } else if (column > 0) {
                lines.append(' ');
                column++;
            }
            lines.append(printable(word));
            column += word.length();
        }
        return lines.toString().split("\n");
    }

    /** What a manifest holds must not move the reader's cursor. */
    private static String printable(String word) {
        return word.codePoints()
                .mapToObj(
                        point -> Character.isISOControl(point) ? "\\u%04x".formatted(point) : Character.toString(point))
                .collect(Collectors.joining());
    }
}
