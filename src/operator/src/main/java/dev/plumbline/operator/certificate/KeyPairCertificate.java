package dev.plumbline.operator.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A private key and its certificate chain, leaf first. Its text form names the subject only, never the key. */
record KeyPairCertificate(PrivateKey key, List<X509Certificate> chain) {

    KeyPairCertificate {
        chain = List.copyOf(chain);
    }

    X509Certificate leaf() {
        return chain.getFirst();
    }

    /** Two thirds of a life: late enough to be rare, early enough that a month of failures is survived. */
    boolean isDue(Instant now) {
        Instant from = leaf().getNotBefore().toInstant();
        Duration life = Duration.between(from, leaf().getNotAfter().toInstant());
        return !now.isBefore(from.plus(life.multipliedBy(2).dividedBy(3)));
    }

    @Override
    public String toString() {
        return "certificate of " + leaf().getSubjectX500Principal() + " until "
                + leaf().getNotAfter().toInstant();
    }
}
