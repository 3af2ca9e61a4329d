package dev.offboard.messaging.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where in which trace a piece of work belongs: the header `traceparent` of W3C Trace Context,
/// section 3.2. Written as version 00, whatever was read; `tracestate` is not carried on.
///
/// @param traceId 32 lower-case hexadecimal digits, not all zero (section 3.2.2.3)
/// @param spanId 16 of them, not all zero: the header's parent-id (section 3.2.2.4)
/// @param sampling whether spans of this trace are recorded (section 3.2.2.5.1)
public record TraceParent(String traceId, String spanId, Sampling sampling) {
  public static final String HEADER = "traceparent";

  /// What the sampled flag says.
  public enum Sampling {
    SAMPLED("01"),
    NOT_SAMPLED("00");

    private final String flags;

    Sampling(String flags) {
      this.flags = flags;
    }
  }

  /// Of a later version only what version 00 has is read, and only if more is set off by a hyphen
  /// (section 3.2.4); version ff is no version (section 3.2.2.1).
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /// A caller may not make every row and record long by a header of a version yet to come.
  private static final int MOST_CHARACTERS = 256;

  private static final String FIRST_VERSION = "00";
  private static final String NO_VERSION = "ff";
  private static final String NO_TRACE = "0".repeat(32);
  private static final String NO_SPAN = "0".repeat(16);
  private static final int SAMPLED_BIT = 1;
  private static final int HEX = 16;

  /// Empty for what is no valid header: whoever gets it begins a trace of its own (section 4.3).
  public static Optional<TraceParent> parse(@Nullable String header) {
    if (header == null || header.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    Matcher parts = FORM.matcher(header);
    if (!parts.matches()
        || parts.group(1).equals(NO_VERSION)
        || (parts.group(1).equals(FIRST_VERSION) && parts.group(5) != null)
        || parts.group(2).equals(NO_TRACE)
        || parts.group(3).equals(NO_SPAN)) {
      return Optional.empty();
    }
    int flags = Integer.parseInt(parts.group(4), HEX);
    Sampling sampling =
        (flags & SAMPLED_BIT) == SAMPLED_BIT ? Sampling.SAMPLED : Sampling.NOT_SAMPLED;
    return Optional.of(new TraceParent(parts.group(2), parts.group(3), sampling));
  }

  /// The trace of what has this id, the same whoever asks: a UUID of version 7 is random enough for
  /// a trace-id (section 3.2.2.3), and neither half of it is zero.
  public static TraceParent named(UUID id, Sampling sampling) {
    return new TraceParent(
        hex(id.getMostSignificantBits()) + hex(id.getLeastSignificantBits()),
        hex(id.getLeastSignificantBits()),
        sampling);
  }

  /// A trace of its own that nobody records.
  public static TraceParent fresh() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new TraceParent(
        hex(random.nextLong()) + hex(random.nextLong() | 1),
        hex(random.nextLong() | 1),
        Sampling.NOT_SAMPLED);
  }

  private static String hex(long value) {
    return HexFormat.of().toHexDigits(value);
  }

  public boolean isSampled() {
    return sampling == Sampling.SAMPLED;
  }

  public boolean isSameTrace(TraceParent other) {
    return traceId.equals(other.traceId);
  }

  /// As the header says it.
  @Override
  public String toString() {
    return FIRST_VERSION + "-" + traceId + "-" + spanId + "-" + sampling.flags;
  }
}
