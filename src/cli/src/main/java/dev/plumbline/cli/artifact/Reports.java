package dev.plumbline.cli.artifact;

import dev.plumbline.artifact.ArtifactReport;
import dev.plumbline.artifact.ArtifactReport.Column;
import dev.plumbline.mojo.InputColumn;
import dev.plumbline.mojo.Inspection;
import dev.plumbline.mojo.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes a report of what the gate found. */
final class Reports {

    private Reports() {}

    static ArtifactReport of(Inspection found) {
        List<Column> columns = found.inputs().stream()
                .map(column -> new Column(
                        column.name(),
                        column.categorical() ? "categorical" : "numeric",
                        column.levels().size(),
                        column.levels()))
                .toList();
        return new ArtifactReport(
                found.digest().toString(),
                found.header().algo(),
                found.header().category(),
                found.header().mojoVersion(),
                found.header().h2oVersion(),
                found.archiveBytes(),
                found.expandedBytes(),
                found.estimatedHeapBytes(),
                found.shape().models(),
                found.shape().trees(),
                found.shape().nodes(),
                found.shape().maxDepth(),
                found.shape().coefficients(),
                found.shape().operations(),
                columns.size(),
                schema(found.inputs()),
                columns);
    }

    /** Over every text with its length before it, so that no two lists of columns read alike. */
    private static String schema(List<InputColumn> columns) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (InputColumn column : columns) {
            text(all, column.name());
            text(all, column.type().name());
            text(all, Integer.toString(column.levels().size()));
            column.levels().forEach(level -> text(all, level));
        }
        return Sha256.of(all.toByteArray()).toString();
    }

    private static void text(ByteArrayOutputStream all, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        all.writeBytes((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        all.writeBytes(bytes);
    }
}
