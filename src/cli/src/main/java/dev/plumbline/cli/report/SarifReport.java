package dev.plumbline.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.lint.Judgement;
import dev.plumbline.cli.lint.Problem;
import dev.plumbline.cli.yaml.Failure;
import dev.plumbline.views.Policies;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import java.util.List;

/** For code scanning services: SARIF 2.1.0. */
public final class SarifReport {
    private static final String NOT_ENFORCED = "ADVICE";

    private SarifReport() {}

    public static String of(Report report, String version) {
        var root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        var run = root.putArray("runs").addObject();
        var driver = run.putObject("tool").putObject("driver");
        driver.put("name", "plumbline");
        driver.put("version", version);
        driver.put("semanticVersion", version);
        var ids = rules(driver.putArray("rules"));
        var invocation = run.putArray("invocations").addObject();
        invocation.put("executionSuccessful", report.failures().isEmpty());
        invocation.put("exitCode", report.exitCode());
        var notifications = invocation.putArray("toolExecutionNotifications");
        report.failures().forEach(failure -> notification(notifications.addObject(), failure));
        run.put("columnKind", "unicodeCodePoints");
        var results = run.putArray("results");
        report.judgements().forEach(each -> results(results, ids, each));
        return JsonReport.print(root);
    }

    private static List<String> rules(ArrayNode rules) {
        Policies.admission().rules().stream().map(Rule::card).forEach(card -> rule(rules.addObject(), card));
        own(rules.addObject(), Problem.SCHEMA, "Schema", "The CRD's schema does not allow this.");
        own(rules.addObject(), NOT_ENFORCED, "Advice", "Accepted, and worth knowing.");
        var ids = new java.util.ArrayList<String>();
        rules.forEach(rule -> ids.add(rule.get("id").asText()));
        return ids;
    }

    private static void rule(ObjectNode rule, RuleCard card) {
        own(rule, card.id(), card.title(), card.title() + ".");
        rule.putObject("fullDescription").put("text", "Rejected when " + card.rejects());
        rule.putObject("help").put("text", card.why() + " " + card.mend() + " See " + card.docs() + ".");
        rule.putObject("properties").putArray("tags").add(card.view().title());
    }

    private static void own(ObjectNode rule, String id, String name, String text) {
        rule.put("id", id);
        rule.put("name", name.replaceAll("[^A-Za-z0-9]+", ""));
        rule.putObject("shortDescription").put("text", text);
    }

    private static void results(ArrayNode results, List<String> ids, Judgement each) {
        var manifest = each.manifest();
        for (Problem problem : each.problems()) {
            String text = manifest.title() + ": " + problem.text() + " See " + problem.docs() + ".";
            result(
                    results,
                    ids,
                    problem.rule(),
                    problem.blocks() ? "error" : "warning",
                    text,
                    manifest.file(),
                    problem.line(),
                    problem.path());
        }
        each.exempted()
                .forEach(exempted -> result(
                        results,
                        ids,
                        exempted.finding().ruleId(),
                        "note",
                        manifest.title() + ": " + exempted.message(),
                        manifest.file(),
                        manifest.line(exempted.finding().path()),
                        exempted.finding().path()));
        each.advice()
                .forEach(advice -> result(
                        results,
                        ids,
                        NOT_ENFORCED,
                        "note",
                        manifest.title() + ": " + advice.message(),
                        manifest.file(),
                        manifest.line(advice.path()),
                        advice.path()));
    }

    private static void result(
            ArrayNode results,
            List<String> ids,
            String rule,
            String level,
            String text,
            String file,
            int line,
            String path) {
        var result = results.addObject();
        result.put("ruleId", rule);
        result.put("ruleIndex", ids.indexOf(rule));
        result.put("level", level);
        result.putObject("message").put("text", text);
        var location = result.putArray("locations").addObject();
        place(location, file, line, 0);
        location.putArray("logicalLocations")
                .addObject()
                .put("fullyQualifiedName", path)
                .put("kind", "member");
    }

    private static void notification(ObjectNode notification, Failure failure) {
        notification.put("level", "error");
        notification.putObject("message").put("text", failure.text());
        place(notification.putArray("locations").addObject(), failure.file(), failure.line(), failure.column());
    }

    private static void place(ObjectNode location, String file, int line, int column) {
        var physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(file));
        if (line > 0) {
            var region = physical.putObject("region").put("startLine", line);
            if (column > 0) {
                region.put("startColumn", column);
            }
        }
    }

    /** A relative reference stays one; only what no URI may hold is encoded. */
    private static String uri(String file) {
        try {
            return new java.net.URI(null, null, file.replace('\\', '/'), null).toASCIIString();
        } catch (java.net.URISyntaxException odd) {
            return "unnamed";
        }
    }
}
