package dev.plumbline.generator.cel;

import dev.plumbline.views.Policies;

/** The view that a rule belongs to, as its card says. */
final class ViewOf {

    private ViewOf() {}

    static String rule(String id) {
        return Policies.admission().rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule has the id " + id))
                .card()
                .view()
                .title();
    }
}
