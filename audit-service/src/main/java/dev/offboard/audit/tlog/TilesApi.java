package dev.offboard.audit.tlog;

import dev.offboard.audit.log.DamagedLog;
import dev.offboard.audit.log.LogTree;
import dev.offboard.audit.merkle.BundleId;
import dev.offboard.audit.merkle.NodeId;
import dev.offboard.audit.merkle.TileId;
import dev.offboard.messaging.chassis.ApiProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// C2SP tlog-tiles, "Merkle Tree" and "Log entries".
@RestController
final class TilesApi {
  private static final int HEIGHT = Integer.numberOfTrailingZeros(TileId.FULL_WIDTH);

  /// What was served once never changes.
  private static final CacheControl FOR_EVER =
      CacheControl.maxAge(Duration.ofDays(365)).immutable();

  private final LogTree tree;
  private final Published published;

  TilesApi(LogTree tree, Published published) {
    this.tree = tree;
    this.published = published;
  }

  @GetMapping(path = "/tile/{*path}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<byte[]> tile(@PathVariable String path) {
    TileId id = id(TileId::parse, "tile" + path);
    requireCovered(id, id);
    return ResponseEntity.ok().cacheControl(FOR_EVER).body(stored(() -> tree.tile(id)).bytes());
  }

  @GetMapping(path = "/tile/entries/{*path}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<byte[]> entries(
      @PathVariable String path,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false)
          @Nullable String encodings) {
    BundleId id = id(BundleId::parse, "tile/entries" + path);
    requireCovered(id, id.tile());
    byte[] bundle = stored(() -> tree.entries(id)).bytes();
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .cacheControl(FOR_EVER)
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    return encodings != null && encodings.contains("gzip")
        ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(compressed(bundle))
        : answer.body(bundle);
  }

  private static <T> T id(Function<String, T> parse, String path) {
    try {
      return parse.apply(path);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.badRequest("invalid-value", "path: %s".formatted(e.getMessage()))
          .with("field", "path");
    }
  }

  /// @param named as it was asked for
  private void requireCovered(Record named, TileId id) {
    long last = id.index() * TileId.FULL_WIDTH + id.width() - 1;
    long size = published.size();
    if (new NodeId(HEIGHT * id.level(), last).end() > size) {
      throw ApiProblem.notFound(
          "tile-unknown", "%s is not in the published log of %d entries.".formatted(named, size));
    }
  }

  /// What is published and gone is not found: whoever verifies the log has to learn that for
  /// certain.
  private static <T> T stored(Supplier<T> read) {
    try {
      return read.get();
    } catch (DamagedLog e) {
      throw ApiProblem.notFound("log-damaged", String.valueOf(e.getMessage()));
    }
  }

  private static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't be written", e);
    }
    return compressed.toByteArray();
  }
}
