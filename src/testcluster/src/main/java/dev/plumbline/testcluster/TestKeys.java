package dev.plumbline.testcluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Key pairs and certificates of one test, made by the JDK's keytool. */
public final class TestKeys {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;

    /** @param folder for the store of all keys */
    public TestKeys(Path folder) {
        this.folder = folder;
    }

    private Path store() {
        return folder.resolve("keys");
    }

    /** @param options of {@code keytool -genkeypair}, such as {@code -ext san=ip:127.0.0.1} */
    public void make(String alias, String... options) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keystore",
                store().toString(),
                "-storepass",
                new String(PASSWORD)));
        line.addAll(List.of(options));
        Path log = folder.resolve("keytool.log");
        Process keytool = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IllegalStateException("keytool made no key: " + Files.readString(log));
        }
    }

    /** The certificate alone. */
    public String pem(String alias) throws IOException, GeneralSecurityException {
        byte[] der = load().getCertificate(alias).getEncoded();
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(der));
    }

    /** For a server that shows this certificate and no other. */
    public SSLContext server(String alias) throws IOException, GeneralSecurityException {
        KeyStore all = load();
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(one, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store().toFile(), PASSWORD);
    }
}
