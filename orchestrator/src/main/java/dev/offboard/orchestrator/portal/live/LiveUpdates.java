package dev.offboard.orchestrator.portal.live;

import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.tenancy.Tenancy;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Server-sent events for open pages: that something has changed, never what. The page then asks
/// again as its reader, so nobody is told what they may not see.
///
/// One look at the database for all pages of this instance, however many are open. A stream lasts a
/// minute; the browser opens the next one by itself and is asked then who it is, so a session that
/// has ended hears nothing more.
@Component
public class LiveUpdates {
  private static final Logger log = LoggerFactory.getLogger(LiveUpdates.class);

  /// Each holds a connection; the house serves 500 of them, and most are for work.
  static final int MOST = 150;

  private static final Duration ONE_STREAM = Duration.ofMinutes(1);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(15);
  private static final long RECONNECT_MILLIS = 1_000;
  private static final long LOOK_EVERY_MILLIS = 500;

  private final Versions versions;
  private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
  private boolean away;

  LiveUpdates(Versions versions) {
    this.versions = versions;
  }

  private static final class Stream {
    private final Watched watched;
    private final SseEmitter emitter = new SseEmitter(ONE_STREAM.toMillis());
    private volatile String seen;

    Stream(Watched watched, String seen) {
      this.watched = watched;
      this.seen = seen;
    }
  }

  /// @param seen the version that the page shows; a newer one is told at once
  /// @throws ApiProblem 503 when too many are open; the page then asks now and then
  public SseEmitter open(Watched watched, @Nullable String seen) {
    if (streams.size() >= MOST) {
      throw ApiProblem.unavailable(
          "too-many-streams",
          "%d pages follow this instance already. Nothing is lost: ask for the page again."
              .formatted(MOST),
          RETRY_AFTER);
    }
    Stream stream = new Stream(watched, seen == null ? versions.of(watched) : seen);
    streams.add(stream);
    Runnable forget = () -> streams.remove(stream);
    stream.emitter.onCompletion(forget);
    stream.emitter.onTimeout(stream.emitter::complete);
    stream.emitter.onError(e -> forget.run());
    send(stream, SseEmitter.event().comment("open").reconnectTime(RECONNECT_MILLIS));
    return stream.emitter;
  }

  @Scheduled(fixedDelay = LOOK_EVERY_MILLIS)
  void look() {
    if (streams.isEmpty()) {
      return;
    }
    try {
      Tenancy.acrossAll(this::tellChanges);
      away = false;
    } catch (DataAccessException e) {
      if (!away) {
        log.warn("pages are told of no changes until the database answers: {}", e.toString());
        away = true;
      }
    }
  }

  private void tellChanges() {
    Map<Watched, String> now =
        versions.of(streams.stream().map(it -> it.watched).collect(Collectors.toSet()));
    for (Stream stream : streams) {
      String version = now.getOrDefault(stream.watched, "");
      if (!version.equals(stream.seen)) {
        stream.seen = version;
        send(stream, SseEmitter.event().id(version).name("changed").data("again"));
      }
    }
  }

  private void send(Stream stream, SseEmitter.SseEventBuilder event) {
    try {
      stream.emitter.send(event);
    } catch (IOException | IllegalStateException e) {
      // the browser has gone; the container ends the request
      streams.remove(stream);
    }
  }

  /// Before the server waits for what is under way.
  @EventListener(ContextClosedEvent.class)
  void end() {
    streams.forEach(stream -> stream.emitter.complete());
  }

  int open() {
    return streams.size();
  }
}
