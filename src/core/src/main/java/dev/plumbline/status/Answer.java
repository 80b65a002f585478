package dev.plumbline.status;

/**
 * The answer to one question, before it becomes a condition.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason one CamelCase word that a program can act on
 * @param message a sentence for people; must not change while the facts do not, so it holds no time and no duration
 */
public record Answer(String type, String status, String reason, String message) {
    static final String TRUE = "True";
    static final String FALSE = "False";
    static final String UNKNOWN = "Unknown";

    public static Answer yes(String type, String reason, String message) {
        return new Answer(type, TRUE, reason, message);
    }

    public static Answer no(String type, String reason, String message) {
        return new Answer(type, FALSE, reason, message);
    }

    public static Answer unknown(String type, String reason, String message) {
        return new Answer(type, UNKNOWN, reason, message);
    }

    boolean isTrue() {
        return status.equals(TRUE);
    }

    boolean isFalse() {
        return status.equals(FALSE);
    }
}
