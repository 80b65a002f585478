package dev.plumbline.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.lint.Judgement;
import dev.plumbline.cli.lint.Problem;

/** For scripts. */
public final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    public static String of(Report report) {
        var root = JSON.createObjectNode();
        var summary = root.putObject("summary");
        summary.put("manifests", report.judgements().size());
        summary.put("blocking", report.blocking());
        summary.put("warnings", report.warnings());
        summary.put("notChecked", report.notChecked());
        summary.put("unreadable", report.failures().size());
        summary.put("exitCode", report.exitCode());
        var manifests = root.putArray("manifests");
        report.judgements().forEach(each -> manifest(manifests.addObject(), each));
        var failures = root.putArray("unreadable");
        report.failures().forEach(failure -> failures.addObject()
                .put("file", failure.file())
                .put("line", failure.line())
                .put("column", failure.column())
                .put("message", failure.message()));
        var ignored = root.putObject("ignored");
        report.ignored().forEach(ignored::put);
        return print(root);
    }

    private static void manifest(ObjectNode node, Judgement each) {
        var manifest = each.manifest();
        node.put("file", manifest.file());
        node.put("line", manifest.line());
        node.put("kind", manifest.object().getKind());
        node.put("namespace", manifest.namespace());
        node.put("name", manifest.name());
        node.put("accepted", !each.blocks());
        var findings = node.putArray("findings");
        each.problems().forEach(problem -> problem(findings.addObject(), problem));
        var exempted = node.putArray("exempted");
        each.exempted().forEach(exemption -> exempted.addObject()
                .put("rule", exemption.finding().ruleId())
                .put("path", exemption.finding().path())
                .put("until", exemption.until())
                .put("reason", exemption.reason())
                .put("message", exemption.finding().text()));
        var warnings = node.putArray("warnings");
        each.advice()
                .forEach(advice ->
                        warnings.addObject().put("path", advice.path()).put("message", advice.message()));
        var unknown = node.putArray("notChecked");
        each.notChecked().forEach(rule -> {
            var entry = unknown.addObject().put("rule", rule.rule().id());
            var needs = entry.putArray("needs");
            rule.missing().stream().sorted().forEach(input -> needs.add(input.title()));
        });
    }

    private static void problem(ObjectNode node, Problem problem) {
        node.put("rule", problem.rule());
        node.put("view", problem.view());
        node.put("severity", problem.severity().title());
        node.put("path", problem.path());
        node.put("line", problem.line());
        node.put("message", problem.text());
        node.put("found", problem.found());
        node.put("allowed", problem.allowed());
        node.put("mend", problem.remedy());
        node.put("docs", problem.docs());
    }

    static String print(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
