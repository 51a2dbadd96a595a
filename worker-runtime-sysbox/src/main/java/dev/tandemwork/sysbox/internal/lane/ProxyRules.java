package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.EgressPolicy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What the proxies of a policy let out.
 *
 * @param policy which hosts
 * @param gateway what {@link EgressPolicy#HOST_GATEWAY} stands for
 * @param mirror which is let out as well, for reading; empty for none
 */
record ProxyRules(EgressPolicy policy, String gateway, Optional<MirrorPlace> mirror) {
    private static final Subnet ANY = Subnet.of("10.0.0.0/28");

    /** Returns the one address that a host may have, if it may have one only. */
    Optional<String> address(EgressPolicy.Host host) {
        return host.address().map(address -> address.equals(EgressPolicy.HOST_GATEWAY) ? gateway : address);
    }

    /** Returns a text that differs wherever the rules do, or how they are kept. */
    String digest(String image) {
        String all = image + SquidConfig.of(this, ANY) + SquidHosts.of(this) + ProxyFirewall.of(this, ANY);
        return HexFormat.of().formatHex(sha256().digest(all.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("digest [SHA-256] is missing; expected in every Java; use another one", e);
        }
    }
}
