package dev.tandemwork.sysbox.internal.lane;

/**
 * Where a mirror of images listens. It is reached through a lane's proxy, and can be read only.
 *
 * @param address of it, outside all lanes
 * @param port of it
 */
public record MirrorPlace(String address, int port) {
    String url() {
        return "http://" + address + ":" + port;
    }
}
