package dev.plumbline.operator.platform;

import dev.plumbline.plan.SecretValues;
import java.security.SecureRandom;

/** Passwords of 32 letters and digits: 190 bits, and no character that a file or a shell would read otherwise. */
final class RandomPasswords implements SecretValues {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 32;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String password(String secretName) {
        return random.ints(LENGTH, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
    }
}
