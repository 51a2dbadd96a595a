package dev.tandemwork.internal.codec;

import java.util.function.ToIntFunction;

/** Prints what it takes to encode and decode a small record, warm. Run {@code main}; it is no benchmark of record. */
final class CodecTiming {
    private static final int CALLS = 1_000_000;
    private static final int ROUNDS = 8;

    private CodecTiming() {}

    public static void main(String[] arguments) {
        Codec<Order.Small> codec = Codec.of(Order.Small.class);
        Order.Small value = new Order.Small("a small record", 42, 1_234_567_890_123L, true);
        byte[] bytes = codec.encode(value);
        int sink = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sink += time("encode", number -> codec.encode(value).length);
            sink += time("decode", number -> codec.decode(bytes).count());
        }
        System.out.println("bytes " + bytes.length + ", sink " + sink);
    }

    private static int time(String name, ToIntFunction<Integer> call) {
        int sink = 0;
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            sink += call.applyAsInt(i);
        }
        System.out.printf("%s %d ns%n", name, (System.nanoTime() - start) / CALLS);
        return sink;
    }
}
