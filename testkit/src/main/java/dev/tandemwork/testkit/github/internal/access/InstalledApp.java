package dev.tandemwork.testkit.github.internal.access;

import dev.tandemwork.testkit.github.access.GitHubApp;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Map;

/**
 * An app with what its signatures are checked against.
 *
 * @param app the app
 * @param key its public key
 */
record InstalledApp(GitHubApp app, PublicKey key) {
    private static final int BITS = 2048;
    private static final int PEM_LINE = 64;

    static InstalledApp create(long id, String slug, long installation, Map<String, String> permissions) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            String pem = pem(pair.getPrivate().getEncoded());
            return new InstalledApp(new GitHubApp(id, slug, installation, permissions, pem), pair.getPublic());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no RSA; every Java has it", e);
        }
    }

    private static String pem(byte[] key) {
        String text = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(key);
        return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
    }
}
