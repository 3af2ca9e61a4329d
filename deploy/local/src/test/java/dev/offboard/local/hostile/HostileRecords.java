package dev.offboard.local.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Records of sixteen kinds that no reader of requests can make sense of.
public final class HostileRecords {
  private static final String REQUESTED = "offboarding.requested.v1";
  private static final String GOOD =
      """
      {"tenantId":"it-hostile-records","userId":"u1","reason":"planned-departure",
       "initiator":{"id":"nobody","role":"requester"}}
      """;

  private final Random random;
  private final HostileValues values;
  private final List<Supplier<Draft>> kinds =
      List.of(
          Draft::ofNothing,
          () -> Draft.of(new byte[0]),
          this::noise,
          this::cut,
          () -> Draft.of("[" + GOOD + "]"),
          () -> Draft.of("null"),
          () -> Draft.of("\"" + REQUESTED + "\""),
          () -> Draft.of(HostileValues.nested(20_000)),
          () -> Draft.of("{}"),
          () -> Draft.of(GOOD).with("ce_type", "offboarding.requested.v99"),
          () -> Draft.of(GOOD).with("ce_type", "java.lang.ProcessBuilder"),
          () -> Draft.of(GOOD).with("ce_type", null),
          () -> Draft.of(GOOD).with("ce_id", null),
          () -> Draft.of(GOOD.replace("\"reason\":\"planned-departure\",", "")),
          () -> Draft.of(GOOD.replace("\"u1\"", "{\"@type\":\"java.lang.Runtime\"}")),
          () ->
              Draft.of(GOOD.replace("\"u1\"", "\"\\u202e\\u001b[2J" + "x".repeat(10_000) + "\"")));

  public HostileRecords(long seed) {
    this.random = new Random(seed);
    this.values = new HostileValues(random);
  }

  /// The next kinds, one after the other.
  public ProducerRecord<byte[], byte[]> of(int number, String topic, int partition) {
    return kinds.get(number % kinds.size()).get().record(topic, partition);
  }

  public static ProducerRecord<byte[], byte[]> good(
      UUID id, String tenant, String topic, int partition) {
    return Draft.of(GOOD.replace("it-hostile-records", tenant))
        .with("ce_id", id.toString())
        .record(topic, partition);
  }

  private Draft noise() {
    byte[] bytes = values.garbage();
    return Draft.of(bytes).with("kafka_timestamp", "never");
  }

  private Draft cut() {
    byte[] body = GOOD.strip().getBytes(UTF_8);
    return Draft.of(Arrays.copyOf(body, 1 + random.nextInt(body.length - 1)));
  }

  private record Draft(byte @Nullable [] body, Map<String, String> headers) {
    static Draft ofNothing() {
      return new Draft(null, headersOfItsOwn());
    }

    static Draft of(byte[] body) {
      return new Draft(body, headersOfItsOwn());
    }

    private static Map<String, String> headersOfItsOwn() {
      return Map.of(
          "ce_id", UUID.randomUUID().toString(), "ce_source", "/hr", "ce_type", REQUESTED);
    }

    static Draft of(String body) {
      return of(body.getBytes(UTF_8));
    }

    Draft with(String header, @Nullable String value) {
      Map<String, String> other = new LinkedHashMap<>(headers);
      if (value == null) {
        other.remove(header);
      } else {
        other.put(header, value);
      }
      return new Draft(body, other);
    }

    ProducerRecord<byte[], byte[]> record(String topic, int partition) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, partition, "it/hostile".getBytes(UTF_8), body);
      headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
      record.headers().add("__TypeId__", "java.lang.Runtime".getBytes(UTF_8));
      return record;
    }
  }
}
