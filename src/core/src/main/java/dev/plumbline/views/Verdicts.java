package dev.plumbline.views;

import dev.plumbline.api.ViewState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that a policy said about one subject.
 *
 * @param findings breaches that no exemption tolerates, blocking and warning
 * @param unknown rules that could not be judged in full; never a pass
 * @param advice what is accepted and still worth saying
 */
public record Verdicts(
        Subject subject, List<Finding> findings, List<Exempted> exempted, List<Unknown> unknown, List<Advice> advice) {

    public Verdicts {
        findings = List.copyOf(findings);
        exempted = List.copyOf(exempted);
        unknown = List.copyOf(unknown);
        advice = List.copyOf(advice);
    }

    public boolean blocks() {
        return findings.stream().anyMatch(Finding::blocks);
    }

    public List<Finding> blocking() {
        return findings.stream().filter(Finding::blocks).toList();
    }

    /** The refusal: every blocking finding on a line of its own, each with its frame. Empty when nothing blocks. */
    public String refusal() {
        return blocking().stream()
                .map(finding -> subject.frame() + ": " + finding.message())
                .collect(Collectors.joining("\n"));
    }

    /** What an accepted manifest is told: softened findings, exempted ones, advice. */
    public List<String> warnings() {
        return Stream.of(
                        findings.stream().filter(finding -> !finding.blocks()).map(Finding::message),
                        exempted.stream().map(Exempted::message),
                        advice.stream().map(Advice::message))
                .flatMap(each -> each)
                .toList();
    }

    /** One entry per view, in the order of {@link View}. */
    public Map<View, ViewVerdict> byView() {
        var views = new EnumMap<View, ViewVerdict>(View.class);
        for (View view : View.values()) {
            var here =
                    findings.stream().filter(finding -> finding.view() == view).toList();
            var tolerated = new ArrayList<>(exempted);
            tolerated.removeIf(each -> each.finding().view() != view);
            int violations = here.size() + tolerated.size();
            views.put(view, new ViewVerdict(view, state(view, here, violations), violations));
        }
        return views;
    }

    private ViewState state(View view, List<Finding> here, int violations) {
        if (here.stream().anyMatch(Finding::blocks)) {
            return ViewState.VIOLATED;
        }
        if (violations > 0) {
            return ViewState.EXEMPTED;
        }
        return unknown.stream().anyMatch(each -> each.rule().view() == view) ? ViewState.UNKNOWN : ViewState.COMPLIANT;
    }
}
