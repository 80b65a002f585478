package dev.plumbline.rollout;

/**
 * Why Pods do not come up, each a text of whole sentences, empty while nothing is known to stand in their way.
 *
 * @param live of the Deployment that the record calls live
 * @param standby of the other one
 */
public record Hindrances(String live, String standby) {

    public static Hindrances none() {
        return new Hindrances("", "");
    }

    /** What was just said, and why, if that is known. */
    public static String because(String said, String why) {
        return why.isEmpty() ? said : said + ". " + why;
    }
}
