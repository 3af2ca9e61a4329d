package dev.offboard.audit.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Entries that tell of offboardings, many at the same time, as the audit service words them.
public final class Stories {
  private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

  private static final String KIND = ",\"kind\":\"report\"";

  /// The sessions `s-1` and `s-2`, and many tokens.
  private static final String INVENTORY =
      ",\"inventory\":[{\"count\":2,\"digests\":[\"%s\",\"%s\"],\"kind\":\"sessions\",\"salt\":\"c2FsdC1vZi0xNi1ieXRlcw==\"},{\"count\":99,\"digestOfAll\":\"%s\",\"kind\":\"tokens\",\"salt\":\"c2FsdC1vZi0xNi1ieXRlcw==\"}]"
          .formatted(
              "qdbcwasDEduUTAAaQx0rgExWveTyf+D6uMnQLfXt8vw=",
              "9KyrM1ae2ZpnnPXOVWFtx6ibzrZhVDtUIityxOrz4ss=",
              "IJ7E5yTxxxq+/i0o347krnwOgRCpLJYS+Uj+83FW4ro=");

  private static final String TERMS =
      ",\"terms\":{\"policy\":\"planned-departure\",\"policyVersion\":3,\"reason\":\"planned-departure\"}";

  private final Random random;
  private final List<String> entries = new ArrayList<>();
  private Instant now = START;
  private int users;

  private Stories(long seed) {
    this.random = new Random(seed);
  }

  /// As many entries of as many offboardings as it takes; the last ones are under way.
  public static List<String> entries(long seed, int size) {
    Stories stories = new Stories(seed);
    List<List<String>> live = new ArrayList<>();
    while (stories.entries.size() < size) {
      if (live.size() < 5) {
        live.add(stories.offboarding());
      }
      List<String> one = live.get(stories.random.nextInt(live.size()));
      stories.entries.add(one.removeFirst());
      live.removeIf(List::isEmpty);
    }
    return stories.entries.subList(0, size);
  }

  /// The entries of one, all of them.
  public static List<String> offboarding(long seed) {
    return new Stories(seed).offboarding();
  }

  /// The same, but whoever began an offboarding has written something with it.
  public static List<String> withNotes(List<String> entries) {
    return entries.stream()
        .map(
            it ->
                it.contains("\"sequence\":1,")
                    ? it.replace("\"kind\":", note(new Random(it.hashCode())) + "\"kind\":")
                    : it)
        .toList();
  }

  /// Encrypted; nobody has the key.
  private static String note(Random random) {
    return """
    "note":{"algorithm":"HKDF-SHA256+AES-256-GCM+commitment","ciphertext":"%s","commitment":"%s","keyId":"%s","salt":"%s"},\
    """
        .formatted(
            base64(random, 64 + 16),
            base64(random, 32),
            new UUID(random.nextLong(), random.nextLong()),
            base64(random, 32));
  }

  private static String base64(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// The same with all that entries may say besides, as they do since they can.
  public static List<String> detailedOffboarding(long seed) {
    List<String> entries = new ArrayList<>(offboarding(seed));
    entries.set(0, entries.getFirst().replace(",\"to\":", TERMS + ",\"to\":"));
    entries.set(1, entries.get(1).replace(KIND, INVENTORY + KIND));
    entries.set(2, entries.get(2).replace(KIND, ",\"inventory\":[]" + KIND));
    return entries;
  }

  private List<String> offboarding() {
    String ids =
        "\"offboardingId\":\"%s\"%%s,\"tenantId\":\"acme\"%%s,\"userId\":\"u-%d\""
            .formatted(new UUID(random.nextLong(), random.nextLong()), ++users);
    List<String> told = new ArrayList<>();
    told.add(change(ids, 1, null, "REVOKING"));
    told.add(report(ids, "session", "revoke", "{\"sessions\":%d}".formatted(random.nextInt(9))));
    told.add(report(ids, "entitlement", "revoke", "{\"roles\":%d}".formatted(random.nextInt(9))));
    told.add(report(ids, "identity", "revoke", "{\"accounts\":1}"));
    told.add(change(ids, 2, "REVOKING", "VERIFYING"));
    told.add(residual(ids, "session"));
    told.add(change(ids, 3, "VERIFYING", "REVOKED"));
    told.add(change(ids, 4, "REVOKED", "ERASING"));
    told.add(report(ids, "identity", "erase", "{\"profiles\":1}"));
    told.add(change(ids, 5, "ERASING", "SEALING"));
    told.add(report(ids, "audit", "seal", "{\"entries\":10,\"stateChanges\":5}"));
    told.add(change(ids, 6, "SEALING", "COMPLETED"));
    return told;
  }

  private String change(String ids, int sequence, @Nullable String from, String to) {
    String fromMember = from == null ? "" : "\"from\":\"%s\",".formatted(from);
    return """
    {"at":"%s","by":{"id":"operator-7","role":"hr"},"epoch":1,%s"kind":"state-change",%s,"why":"it is time"}\
    """
        .formatted(
            tick(),
            fromMember,
            ids.formatted(",\"sequence\":" + sequence, ",\"to\":\"" + to + "\""));
  }

  private String report(String ids, String participant, String phase, String evidence) {
    return """
    {"at":"%s","attempt":1,"epoch":1,"evidence":%s,"kind":"report",%s}\
    """
        .formatted(
            tick(),
            evidence,
            ids.formatted(
                ",\"outcome\":\"completed\",\"participant\":\"%s\",\"phase\":\"%s\",\"residual\":0"
                    .formatted(participant, phase),
                ""));
  }

  private String residual(String ids, String participant) {
    return """
    {"at":"%s","attempt":1,"epoch":1,"kind":"report",%s}\
    """
        .formatted(
            tick(),
            ids.formatted(
                ",\"outcome\":\"residual-access\",\"participant\":\"%s\",\"phase\":\"verify\",\"residual\":{}"
                    .formatted(participant),
                ""));
  }

  private Instant tick() {
    now = now.plusMillis(random.nextInt(1, 1000));
    return now;
  }
}
