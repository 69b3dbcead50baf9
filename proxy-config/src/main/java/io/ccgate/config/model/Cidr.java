package io.ccgate.config.model;

import java.net.InetAddress;

/**
 * A network in CIDR notation. Compares address bytes only, so it never resolves a name.
 *
 * @param prefix number of leading bits that count
 */
public record Cidr(InetAddress network, int prefix) {

    public boolean contains(InetAddress address) {
        byte[] a = network.getAddress();
        byte[] b = address.getAddress();
        if (a.length != b.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (a[i] != b[i]) {
                return false;
            }
        }
        int rest = prefix % Byte.SIZE;
        return rest == 0 || ((a[whole] ^ b[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefix;
    }
}
