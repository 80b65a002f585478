package dev.plumbline.views;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A named list of rules, applied all at once.
 *
 * @param advisors what is said beside the rules; never refuses
 */
public record Policy(List<Rule> rules, List<Function<Subject, List<Advice>>> advisors) {

    public Policy {
        rules = List.copyOf(rules);
        advisors = List.copyOf(advisors);
    }

    /** Runs every rule and keeps every finding. */
    public Verdicts judge(Subject subject) {
        if (subject.leaving()) {
            return new Verdicts(subject, List.of(), List.of(), List.of(), List.of());
        }
        var findings = new ArrayList<Finding>();
        var exempted = new ArrayList<Exempted>();
        var unknown = new ArrayList<Unknown>();
        for (Rule rule : rules) {
            if (rule.concerns(subject.operation())) {
                var missing = missing(rule, subject);
                if (!missing.isEmpty()) {
                    unknown.add(new Unknown(rule.card(), missing));
                }
                sort(rule, subject, findings, exempted);
            }
        }
        return new Verdicts(subject, findings, exempted, unknown, advice(subject));
    }

    private static Set<Input> missing(Rule rule, Subject subject) {
        var missing = EnumSet.noneOf(Input.class);
        missing.addAll(rule.needs(subject));
        missing.removeAll(subject.known());
        return missing;
    }

    private static void sort(Rule rule, Subject subject, List<Finding> findings, List<Exempted> exempted) {
        var enforcement = subject.enforcement();
        var exemption =
                enforcement.exemption(rule.id()).filter(each -> rule.card().exemptible());
        boolean soft = nothingChanges(subject) || rule.card().exemptible() && enforcement.warnsOnly();
        for (Finding finding : rule.check(subject)) {
            if (exemption.isPresent()) {
                var until = Objects.requireNonNullElse(exemption.get().until(), "");
                exempted.add(new Exempted(finding.softened(), exemption.get().reason(), until));
            } else {
                findings.add(soft ? finding.softened() : finding);
            }
        }
    }

    private List<Advice> advice(Subject subject) {
        return subject.operation() == Operation.DELETE
                ? List.of()
                : advisors.stream()
                        .flatMap(advisor -> advisor.apply(subject).stream())
                        .toList();
    }

    /**
     * An update that leaves the spec as it is makes nothing worse. Refusing it would lock finalizers, labels and the
     * consent annotations of an object that broke a rule only because a date passed or a rule was added.
     */
    private static boolean nothingChanges(Subject subject) {
        return switch (subject) {
            case PlatformSubject p ->
                p.previous()
                        .filter(before ->
                                Objects.equals(before.getSpec(), p.object().getSpec()))
                        .isPresent();
            case RolloutSubject r ->
                r.previous()
                        .filter(before ->
                                Objects.equals(before.getSpec(), r.object().getSpec()))
                        .isPresent();
            case PlanSubject plan -> false;
        };
    }
}
