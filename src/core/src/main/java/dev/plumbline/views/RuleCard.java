package dev.plumbline.views;

/**
 * What a rule is about, in the words that users read: messages, rule pages and SARIF reports are made of it.
 *
 * @param id for example {@code PHY-02}; also the name of the fixture folder and of the page
 * @param title a few words, no full stop
 * @param rejects completes "Rejected when ..."
 * @param why the harm that the rule prevents
 * @param mend what to do about it
 * @param gate where the API server holds it
 * @param exemptible whether a dated exemption can lift it; not so where breaking it is unsafe or cannot work at all
 */
public record RuleCard(
        String id, View view, String title, String rejects, String why, String mend, Gate gate, boolean exemptible) {

    /** A card of a rule that no exemption lifts. */
    public static RuleCard firm(
            String id, View view, Gate gate, String title, String rejects, String why, String mend) {
        return new RuleCard(id, view, title, line(rejects), line(why), line(mend), gate, false);
    }

    /** A card of a rule that a platform may be exempted from. */
    public static RuleCard exemptible(
            String id, View view, Gate gate, String title, String rejects, String why, String mend) {
        return new RuleCard(id, view, title, line(rejects), line(why), line(mend), gate, true);
    }

    /** Path of the rule's page below the project's root. */
    public String docs() {
        return "docs/rules/" + id + ".md";
    }

    /** Text blocks are wrapped for the reader of the source; users get one line. */
    private static String line(String text) {
        return text.strip().replaceAll("\\s*\\n\\s*", " ");
    }
}
