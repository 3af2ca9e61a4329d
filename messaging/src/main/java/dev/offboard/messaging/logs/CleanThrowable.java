package dev.offboard.messaging.logs;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An exception as it is, but for its words, which often quote what somebody sent.
record CleanThrowable(IThrowableProxy throwable) implements IThrowableProxy {
  static @Nullable IThrowableProxy of(@Nullable IThrowableProxy throwable) {
    return throwable == null ? null : new CleanThrowable(throwable);
  }

  @Override
  public @Nullable String getMessage() {
    return CleanText.of(throwable.getMessage());
  }

  @Override
  public @Nullable String getOverridingMessage() {
    return CleanText.of(throwable.getOverridingMessage());
  }

  @Override
  public String getClassName() {
    return throwable.getClassName();
  }

  @Override
  public StackTraceElementProxy[] getStackTraceElementProxyArray() {
    return throwable.getStackTraceElementProxyArray();
  }

  @Override
  public int getCommonFrames() {
    return throwable.getCommonFrames();
  }

  @Override
  public @Nullable IThrowableProxy getCause() {
    return of(throwable.getCause());
  }

  @Override
  public IThrowableProxy[] getSuppressed() {
    return Arrays.stream(throwable.getSuppressed())
        .map(CleanThrowable::new)
        .toArray(IThrowableProxy[]::new);
  }

  @Override
  public boolean isCyclic() {
    return throwable.isCyclic();
  }
}
