package dev.plumbline.views;

/**
 * One breach of one rule.
 *
 * @param path field path such as {@code spec.h2o.memory.heapPercent}
 * @param found what the manifest says; empty where it says nothing, and never a value that may be a secret
 * @param allowed what the rule accepts
 * @param remedy what to do
 * @param text the sentence that users read
 * @param docs path of the rule's page below the project's root
 */
public record Finding(
        String ruleId,
        View view,
        Severity severity,
        String path,
        String found,
        String allowed,
        String remedy,
        String text,
        String docs) {

    /** The sentence with its rule and page, in the same form as the CRD's own messages. */
    public String message() {
        return "%s (%s view) %s See %s".formatted(ruleId, view.title(), text, docs);
    }

    public boolean blocks() {
        return severity == Severity.BLOCKING;
    }

    Finding softened() {
        return new Finding(ruleId, view, Severity.WARNING, path, found, allowed, remedy, text, docs);
    }
}
