package dev.plumbline.operator.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.security.Key;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Keys and certificates as text; reads PKCS#8, PKCS#1 and SEC1 keys, because cert-manager writes any of them. */
final class Pem {

    private Pem() {}

    static String write(List<X509Certificate> chain) {
        return chain.stream().map(Pem::encode).collect(Collectors.joining());
    }

    static String write(Key key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /** The key and chain of two texts; empty when either is not what it should be or they do not belong together. */
    static Optional<KeyPairCertificate> read(String key, String chain) {
        return readKey(key).flatMap(k -> {
            List<X509Certificate> certificates = readCertificates(chain);
            return certificates.isEmpty()
                            || !certificates
                                    .getFirst()
                                    .getPublicKey()
                                    .getAlgorithm()
                                    .equals(k.getAlgorithm())
                    ? Optional.empty()
                    : Optional.of(new KeyPairCertificate(k, certificates));
        });
    }

    static List<X509Certificate> readCertificates(String text) {
        var certificates = new ArrayList<X509Certificate>();
        try (var parser = new PEMParser(new StringReader(text))) {
            for (Object item = parser.readObject(); item != null; item = parser.readObject()) {
                if (item instanceof X509CertificateHolder holder) {
                    certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
                }
            }
        } catch (IOException | CertificateException e) {
            return List.of();
        }
        return certificates;
    }

    private static Optional<PrivateKey> readKey(String text) {
        try (var parser = new PEMParser(new StringReader(text))) {
            var converter = new JcaPEMKeyConverter();
            for (Object item = parser.readObject(); item != null; item = parser.readObject()) {
                if (item instanceof PrivateKeyInfo info) {
                    return Optional.of(converter.getPrivateKey(info));
                }
                if (item instanceof PEMKeyPair pair) {
                    return Optional.of(converter.getKeyPair(pair).getPrivate());
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static String encode(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate without an encoding", e);
        }
    }

    private static String block(String title, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + title + "-----\n" + body + "\n-----END " + title + "-----\n";
    }
}
