package dev.plumbline.operator.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes the two certificates of the webhook: its own authority and the one that it serves with. P-256 keys. */
final class CertificateAuthority {

    static final Duration AUTHORITY_LIFE = Duration.ofDays(1825);
    static final Duration SERVING_LIFE = Duration.ofDays(90);

    /** Clocks of API server and operator may differ by a little. */
    private static final Duration BACKDATE = Duration.ofMinutes(5);

    private final SecureRandom random = new SecureRandom();

    KeyPairCertificate newAuthority(Instant now) {
        KeyPair keys = newKeys();
        X500Name name = new X500Name("CN=plumbline-webhook-ca");
        var builder = builder(name, now, AUTHORITY_LIFE, name, keys);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature));
            return new KeyPairCertificate(keys.getPrivate(), List.of(sign(builder, keys.getPrivate())));
        } catch (CertIOException e) {
            throw new IllegalStateException("the webhook's authority cannot be made", e);
        }
    }

    /** A certificate for {@code hosts} (names or addresses), signed by {@code authority}. */
    KeyPairCertificate newServing(KeyPairCertificate authority, List<String> hosts, Instant now) {
        KeyPair keys = newKeys();
        var issuer = new X500Name(authority.leaf().getSubjectX500Principal().getName());
        var builder = builder(issuer, now, SERVING_LIFE, new X500Name("CN=plumbline-webhook"), keys);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
            var leaf = sign(builder, authority.key());
            return new KeyPairCertificate(keys.getPrivate(), List.of(leaf, authority.leaf()));
        } catch (CertIOException e) {
            throw new IllegalStateException("the webhook's certificate cannot be made", e);
        }
    }

    private static GeneralNames names(List<String> hosts) {
        return new GeneralNames(hosts.stream()
                .map(host -> new GeneralName(isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }

    private static boolean isAddress(String host) {
        return host.contains(":") || host.chars().allMatch(c -> Character.isDigit(c) || c == '.');
    }

    private JcaX509v3CertificateBuilder builder(
            X500Name issuer, Instant now, Duration life, X500Name subject, KeyPair keys) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, random),
                Date.from(now.minus(BACKDATE)),
                Date.from(now.plus(life)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key) {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("the webhook's certificate cannot be signed", e);
        }
    }

    private KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256 keys", e);
        }
    }
}
