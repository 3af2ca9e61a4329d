package dev.offboard.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Vectors of another implementation. They are no part of the project: `-Dvectors.directory` names
/// a folder with the folders `inclusion` and `consistency`.
class VectorsTest {
  private static final Path VECTORS =
      Path.of(System.getProperty("vectors.directory", "../../../shared/vectors/merkle"));

  @Test
  void the_outside_vectors_are_there() {
    if (!Files.isDirectory(VECTORS)) {
      abort(
          "no outside vectors in %s: nothing was compared with another implementation"
              .formatted(VECTORS.toAbsolutePath().normalize()));
    }
    assertThat(files("inclusion")).isNotEmpty();
    assertThat(files("consistency")).isNotEmpty();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("inclusion")
  void inclusion_is_judged_as_by_others(Path file) throws IOException {
    JsonNode vector = read(file);
    judge(
        vector,
        () ->
            new InclusionProof(size(vector, "leafIdx"), size(vector, "treeSize"), path(vector))
                .verify(hash(vector, "leafHash"), head(vector, "treeSize", "root")));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("consistency")
  void consistency_is_judged_as_by_others(Path file) throws IOException {
    JsonNode vector = read(file);
    judge(
        vector,
        () ->
            new ConsistencyProof(size(vector, "size1"), size(vector, "size2"), path(vector))
                .verify(head(vector, "size1", "root1"), head(vector, "size2", "root2")));
  }

  static List<Path> inclusion() {
    return files("inclusion");
  }

  static List<Path> consistency() {
    return files("consistency");
  }

  private static void judge(JsonNode vector, ThrowingCallable verification) {
    if (vector.path("wantErr").asBoolean(false)) {
      assertThatThrownBy(verification)
          .isInstanceOfAny(RefutedProof.class, IllegalArgumentException.class);
    } else {
      try {
        verification.call();
      } catch (Throwable refused) {
        throw new AssertionError("refused: " + vector.path("desc").asString(""), refused);
      }
    }
  }

  private static List<Path> files(String folder) {
    if (!Files.isDirectory(VECTORS)) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(VECTORS.resolve(folder))) {
      return tree.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode read(Path file) throws IOException {
    return JsonMapper.shared().readTree(Files.readAllBytes(file));
  }

  private static List<Hash> path(JsonNode vector) {
    return StreamSupport.stream(vector.path("proof").spliterator(), false)
        .map(hash -> Hash.of(Base64.getDecoder().decode(hash.stringValue())))
        .toList();
  }

  private static TreeHead head(JsonNode vector, String size, String root) {
    return new TreeHead(size(vector, size), hash(vector, root));
  }

  private static Hash hash(JsonNode vector, String name) {
    return Hash.of(Base64.getDecoder().decode(vector.path(name).asString("")));
  }

  /// Unsigned in the vectors; none that is to be accepted is above 2^63 - 1.
  private static long size(JsonNode vector, String name) {
    try {
      return vector.path(name).bigIntegerValue().longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(name + " is above 2^63 - 1", e);
    }
  }
}
