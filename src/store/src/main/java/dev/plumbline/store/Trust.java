package dev.plumbline.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Which authorities may vouch for a server that is asked. */
public final class Trust {

    private Trust() {}

    /**
     * The usual authorities and some more: a private registry may lead to a public place for its blobs.
     *
     * @param pem one or more certificates
     * @throws FetchException when there is none in it
     */
    public static SSLContext withAuthorities(byte[] pem) throws FetchException {
        Collection<? extends Certificate> own = certificates(pem);
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int count = 0;
            for (Certificate each : own) {
                all.setCertificateEntry("own-" + count++, each);
            }
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager usual) {
                    for (X509Certificate each : usual.getAcceptedIssuers()) {
                        all.setCertificateEntry("usual-" + count++, each);
                    }
                }
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(all), null);
            return context;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException("this Java cannot trust anybody", broken);
        }
    }

    private static TrustManager[] managers(KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory.getTrustManagers();
    }

    private static Collection<? extends Certificate> certificates(byte[] pem) throws FetchException {
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException malformed) {
            throw new FetchException("the authorities that are given for the store are no PEM certificates");
        }
        throw new FetchException("the authorities that are given for the store hold no certificate");
    }
}
