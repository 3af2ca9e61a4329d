package dev.offboard.messaging.trace;

import dev.offboard.contracts.OffboardingId;
import java.lang.ScopedValue.CallableOp;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// In which trace the current thread works. A new thread works in none.
public final class Trace {
  /// As JSON logs and the log stores of most tracing tools call it.
  public static final String LOG_FIELD = "traceId";

  private static final ScopedValue<Work> WORK = ScopedValue.newInstance();

  private Trace() {}

  /// What is worked on: one thing, or a batch of many of different traces.
  public interface Work {
    /// In which trace a message belongs that tells of all of it.
    TraceParent whole();

    /// In which trace this offboarding is worked on; absent if it is not part of the work.
    default Optional<TraceParent> of(OffboardingId offboarding) {
      return Optional.of(whole());
    }
  }

  public static <T extends @Nullable Object, X extends Throwable> T ask(
      @Nullable TraceParent parent, CallableOp<T, X> work) throws X {
    return parent == null ? work.call() : ask(() -> parent, work);
  }

  public static <T extends @Nullable Object, X extends Throwable> T ask(
      Work of, CallableOp<T, X> work) throws X {
    return ScopedValue.where(WORK, of).call(work);
  }

  public static Optional<TraceParent> current() {
    return WORK.isBound() ? Optional.of(WORK.get().whole()) : Optional.empty();
  }

  public static Optional<TraceParent> currentOf(OffboardingId offboarding) {
    return WORK.isBound() ? WORK.get().of(offboarding) : Optional.empty();
  }

  /// What is logged until it is closed has the trace's id as a field.
  public static MDC.MDCCloseable logged(@Nullable TraceParent parent) {
    return MDC.putCloseable(LOG_FIELD, parent == null ? "" : parent.traceId());
  }
}
