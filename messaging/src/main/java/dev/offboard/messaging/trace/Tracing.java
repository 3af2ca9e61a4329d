package dev.offboard.messaging.trace;

import dev.offboard.messaging.trace.TraceParent.Sampling;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes spans for a collector, or, if none is configured, only hands on in which trace work
/// belongs, which costs next to nothing. A span that never ends is never sent: so what is rolled
/// back leaves none.
public interface Tracing {
  /// Nothing is recorded; contexts travel all the same, so that a platform in front of this one
  /// finds its trace again behind it.
  Tracing OFF =
      new Tracing() {
        @Override
        public Sampling sampling() {
          return Sampling.NOT_SAMPLED;
        }

        @Override
        public Span begin(Piece piece) {
          TraceParent parent = piece.parent();
          return new PassedOn(parent == null ? TraceParent.fresh() : parent);
        }
      };

  /// Of traces that begin here.
  Sampling sampling();

  Span begin(Piece piece);

  default boolean isOn() {
    return sampling() == Sampling.SAMPLED;
  }

  /// How the work relates to others (OpenTelemetry's SpanKind).
  enum Kind {
    SERVER,
    PRODUCER,
    CONSUMER,
    INTERNAL
  }

  /// A piece of work.
  ///
  /// @param name few different ones: no ids in it
  /// @param parent absent for the first of its trace
  /// @param links to other traces that it is about
  /// @param attributes ids and counts, no personal data
  record Piece(
      String name,
      Kind kind,
      @Nullable TraceParent parent,
      List<TraceParent> links,
      Map<String, String> attributes) {
    public Piece(
        String name, Kind kind, @Nullable TraceParent parent, Map<String, String> attributes) {
      this(name, kind, parent, List.of(), attributes);
    }
  }

  /// A piece of work under way.
  interface Span {
    /// What those who work because of it have as their parent.
    TraceParent context();

    /// With a better name than at its beginning.
    void end(String name);

    void end();

    void failed(Throwable cause);
  }

  /// No span at all.
  record PassedOn(TraceParent context) implements Span {
    @Override
    public void end(String name) {}

    @Override
    public void end() {}

    @Override
    public void failed(Throwable cause) {}
  }
}
