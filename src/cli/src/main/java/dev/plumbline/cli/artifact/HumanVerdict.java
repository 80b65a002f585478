package dev.plumbline.cli.artifact;

import dev.plumbline.artifact.ArtifactReport;
import dev.plumbline.artifact.ArtifactReport.Column;
import dev.plumbline.artifact.PrintableText;
import java.util.Locale;
import java.util.stream.Collectors;

/** For people. */
final class HumanVerdict {

    private static final int SHOWN_LEVELS = 8;
    private static final int SHOWN_COLUMNS = 40;

    private HumanVerdict() {}

    static String of(String file, Verdict verdict) {
        StringBuilder text = new StringBuilder();
        text.append("%s: %s%n"
                .formatted(
                        PrintableText.of(file),
                        verdict.accepted() ? "accepted" : "REFUSED (" + verdict.reason() + ")"));
        text.append("  %s%n".formatted(PrintableText.of(verdict.message())));
        verdict.report().ifPresent(report -> report(text, report));
        return text.toString().stripTrailing();
    }

    private static void report(StringBuilder text, ArtifactReport report) {
        line(text, "digest", report.digest());
        line(text, "model", "%s, %s".formatted(printable(report.algorithm()), printable(report.category())));
        line(
                text,
                "versions",
                "MOJO %s, exported by H2O %s"
                        .formatted(printable(report.mojoVersion()), printable(report.h2oVersion())));
        line(
                text,
                "size",
                "%s packed, %s expanded, about %s of heap once loaded"
                        .formatted(
                                size(report.sizeBytes()),
                                size(report.expandedBytes()),
                                size(report.estimatedHeapBytes())));
        if (report.models() > 1) {
            line(text, "ensemble", "%d models, itself included".formatted(report.models()));
        }
        if (report.trees() > 0) {
            line(
                    text,
                    "trees",
                    "%d with %d nodes, at most %d splits deep"
                            .formatted(report.trees(), report.nodes(), report.maxDepth()));
        }
        if (report.coefficients() > 0) {
            line(text, "numbers", "%d coefficients or weights".formatted(report.coefficients()));
        }
        line(text, "cost of a row", "at most %d steps".formatted(report.complexity()));
        line(text, "inputs", "%d columns".formatted(report.inputs()));
        report.columns().stream()
                .limit(SHOWN_COLUMNS)
                .forEach(
                        column -> text.append("    %-24s %s%n".formatted(printable(column.name()), described(column))));
        if (report.columns().size() > SHOWN_COLUMNS) {
            text.append("    and %d more; --output json has them all%n"
                    .formatted(report.columns().size() - SHOWN_COLUMNS));
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  %-14s %s%n".formatted(name, value));
    }

    private static String described(Column column) {
        if (column.levels() == 0) {
            return column.type();
        }
        String some = column.values().stream()
                .limit(SHOWN_LEVELS)
                .map(HumanVerdict::printable)
                .collect(Collectors.joining(", "));
        return "%s, %d levels: %s%s"
                .formatted(column.type(), column.levels(), some, column.levels() > SHOWN_LEVELS ? ", ..." : "");
    }

    private static String printable(String text) {
        return PrintableText.of(text, 57);
    }

    private static String size(long bytes) {
        if (bytes < 10_240) {
            return bytes + " bytes";
        }
        return bytes < 10L << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024.0);
    }
}
