package dev.offboard.messaging.trace;

import dev.offboard.messaging.trace.TraceParent.Sampling;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Sends spans by OTLP over HTTP, in the background and at most so many: a collector that is slow
/// or away costs spans, never an offboarding.
final class ExportedTracing implements Tracing, AutoCloseable {
  /// Soon enough to look at what was just done.
  private static final Duration SEND_EVERY = Duration.ofSeconds(1);

  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);

  /// A backlog of a second at the rate of the benchmark; what comes on top is dropped.
  private static final int MOST_WAITING = 16_384;

  private static final int MOST_TOGETHER = 2_048;

  /// Below what a supervisor waits before it kills.
  private static final long LAST_SEND_MILLIS = 3_000;

  private static final String SCOPE = "dev.offboard";

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  ExportedTracing(TraceProperties properties, String service) {
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(properties.requiredEndpoint().toString())
            .setTimeout(SEND_TIMEOUT);
    properties.headers().forEach(exporter::addHeader);
    this.provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(AttributeKey.stringKey("service.name"), service))))
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter.build())
                    .setScheduleDelay(SEND_EVERY)
                    .setMaxQueueSize(MOST_WAITING)
                    .setMaxExportBatchSize(MOST_TOGETHER)
                    .build())
            .build();
    this.tracer = provider.get(SCOPE);
  }

  @Override
  public Sampling sampling() {
    return Sampling.SAMPLED;
  }

  @Override
  public Span begin(Piece piece) {
    TraceParent parent = piece.parent();
    if (parent != null && !parent.isSampled()) {
      return new PassedOn(parent);
    }
    SpanBuilder span = tracer.spanBuilder(piece.name()).setSpanKind(kind(piece.kind()));
    if (parent == null) {
      span.setNoParent();
    } else {
      span.setParent(Context.root().with(io.opentelemetry.api.trace.Span.wrap(remote(parent))));
    }
    piece.links().forEach(link -> span.addLink(remote(link)));
    piece.attributes().forEach(span::setAttribute);
    return new Recorded(span.startSpan());
  }

  private static SpanKind kind(Kind kind) {
    return switch (kind) {
      case SERVER -> SpanKind.SERVER;
      case PRODUCER -> SpanKind.PRODUCER;
      case CONSUMER -> SpanKind.CONSUMER;
      case INTERNAL -> SpanKind.INTERNAL;
    };
  }

  private static SpanContext remote(TraceParent parent) {
    return SpanContext.createFromRemoteParent(
        parent.traceId(),
        parent.spanId(),
        parent.isSampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
        TraceState.getDefault());
  }

  @Override
  public void close() {
    provider.shutdown().join(LAST_SEND_MILLIS, TimeUnit.MILLISECONDS);
  }

  private record Recorded(io.opentelemetry.api.trace.Span span) implements Span {
    @Override
    public TraceParent context() {
      SpanContext context = span.getSpanContext();
      return new TraceParent(
          context.getTraceId(),
          context.getSpanId(),
          context.isSampled() ? Sampling.SAMPLED : Sampling.NOT_SAMPLED);
    }

    @Override
    public void end(String name) {
      span.updateName(name);
      span.end();
    }

    @Override
    public void end() {
      span.end();
    }

    /// The message of a foreign exception may quote personal data: its class is enough.
    @Override
    public void failed(Throwable cause) {
      span.setStatus(StatusCode.ERROR, cause.getClass().getName());
      span.end();
    }
  }
}
