package dev.plumbline.plan;

/**
 * Where passwords come from. They are random, so they are made at the edge; the plan only says which are needed. A
 * source must never return the same value for two Secrets.
 */
@FunctionalInterface
public interface SecretValues {

    /**
     * @param secretName the name of the Secret that the value is for
     * @return a password of letters and digits: it is written into files where other characters would need quoting
     */
    String password(String secretName);
}
