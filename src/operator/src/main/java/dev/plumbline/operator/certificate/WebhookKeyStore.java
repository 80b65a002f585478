package dev.plumbline.operator.certificate;

import io.quarkus.tls.runtime.KeyStoreAndKeyCertOptions;
import io.quarkus.tls.runtime.KeyStoreProvider;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Hands the HTTPS door its certificate anew at each handshake, so that a renewal needs neither restart nor reload.
 * Until the real one is known (first seconds of the first start) a throw-away certificate that nobody trusts stands in;
 * {@link #isTrusted()} is false for so long and the Pod is not Ready.
 */
@Singleton
@Identifier("webhook")
public class WebhookKeyStore extends X509ExtendedKeyManager implements KeyStoreProvider {

    private static final String ALIAS = "webhook";

    private final AtomicReference<KeyPairCertificate> current = new AtomicReference<>();
    private volatile boolean trusted;

    void use(KeyPairCertificate certificate) {
        current.set(certificate);
        trusted = true;
    }

    public boolean isTrusted() {
        return trusted;
    }

    @Override
    public KeyStoreAndKeyCertOptions getKeyStore(Vertx vertx) {
        current.compareAndSet(
                null,
                WebhookTls.begin(List.of("localhost"), Clock.systemUTC().instant())
                        .serving());
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return new KeyStoreAndKeyCertOptions(store, KeyCertOptions.wrap(this));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("an empty key store cannot be made", e);
        }
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return keyType.startsWith(current.get().key().getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return keyType.startsWith(current.get().key().getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return current.get().chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return current.get().key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
