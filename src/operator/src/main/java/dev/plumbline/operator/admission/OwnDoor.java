package dev.plumbline.operator.admission;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/**
 * Asks no questions about the certificate: the other end is this process, on the loopback address, and nothing of
 * what it answers is used. Whether the API server trusts the certificate is another check's matter.
 */
final class OwnDoor implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
        throw new IllegalStateException("this is a client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
        // Nothing to check, see above.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
