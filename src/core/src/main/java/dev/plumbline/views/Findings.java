package dev.plumbline.views;

import java.util.ArrayList;
import java.util.List;

/** Collects what one rule finds in one subject. */
public final class Findings {
    private final RuleCard card;
    private final List<Finding> found = new ArrayList<>();

    Findings(RuleCard card) {
        this.card = card;
    }

    /** Begins a finding at a field path; {@link Draft#says} completes it. */
    public Draft at(String path) {
        return new Draft(path);
    }

    List<Finding> list() {
        return List.copyOf(found);
    }

    /** A finding in the making. */
    public final class Draft {
        private final String path;
        private String value = "";
        private String allowed = "";
        private String remedy = card.mend();
        private Severity severity = Severity.BLOCKING;

        private Draft(String path) {
            this.path = path;
        }

        /** What the manifest says. Leave it out for values that may be secret. */
        public Draft found(Object value) {
            this.value = String.valueOf(value);
            return this;
        }

        public Draft allowed(String allowed) {
            this.allowed = allowed;
            return this;
        }

        /** What to do; without it the card's own advice. */
        public Draft mend(String remedy) {
            this.remedy = remedy;
            return this;
        }

        /** A warning unless the condition holds, for rules that some profiles soften. */
        public Draft blocksIf(boolean condition) {
            severity = condition ? Severity.BLOCKING : Severity.WARNING;
            return this;
        }

        /** Completes the finding with its sentence. */
        public void says(String text, Object... arguments) {
            String sentence = arguments.length == 0 ? text : text.formatted(arguments);
            found.add(
                    new Finding(card.id(), card.view(), severity, path, value, allowed, remedy, sentence, card.docs()));
        }
    }
}
