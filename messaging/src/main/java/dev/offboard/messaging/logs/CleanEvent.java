package dev.offboard.messaging.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/// An event as it is, but for its words: the message, those of exceptions, and what came along.
record CleanEvent(ILoggingEvent event) implements ILoggingEvent {
  @Override
  public String getFormattedMessage() {
    return String.valueOf(CleanText.of(event.getFormattedMessage()));
  }

  @Override
  public String getMessage() {
    return String.valueOf(CleanText.of(event.getMessage()));
  }

  @Override
  public @Nullable IThrowableProxy getThrowableProxy() {
    return CleanThrowable.of(event.getThrowableProxy());
  }

  @Override
  public Map<String, String> getMDCPropertyMap() {
    return event.getMDCPropertyMap().entrySet().stream()
        .collect(
            Collectors.toMap(
                it -> String.valueOf(CleanText.of(it.getKey())),
                it -> String.valueOf(CleanText.of(it.getValue()))));
  }

  @Override
  public @Nullable List<KeyValuePair> getKeyValuePairs() {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    return pairs == null
        ? null
        : pairs.stream()
            .map(it -> new KeyValuePair(it.key, CleanText.of(String.valueOf(it.value))))
            .toList();
  }

  @Override
  public Object[] getArgumentArray() {
    return new Object[0]; // they are in the message
  }

  @Override
  public String getThreadName() {
    return String.valueOf(CleanText.of(event.getThreadName()));
  }

  @Override
  public Level getLevel() {
    return event.getLevel();
  }

  @Override
  public String getLoggerName() {
    return event.getLoggerName();
  }

  @Override
  public LoggerContextVO getLoggerContextVO() {
    return event.getLoggerContextVO();
  }

  @Override
  public StackTraceElement[] getCallerData() {
    return event.getCallerData();
  }

  @Override
  public boolean hasCallerData() {
    return event.hasCallerData();
  }

  @Override
  public List<Marker> getMarkerList() {
    return event.getMarkerList();
  }

  @Override
  @Deprecated
  public Map<String, String> getMdc() {
    return getMDCPropertyMap();
  }

  @Override
  public long getTimeStamp() {
    return event.getTimeStamp();
  }

  @Override
  public int getNanoseconds() {
    return event.getNanoseconds();
  }

  @Override
  public Instant getInstant() {
    return event.getInstant();
  }

  @Override
  public long getSequenceNumber() {
    return event.getSequenceNumber();
  }

  @Override
  public void prepareForDeferredProcessing() {
    event.prepareForDeferredProcessing();
  }
}
