package dev.offboard.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// RFC 9162 section 2.1.5: the tree with leaves d0 to d6 and its nodes a to l, and the proofs that
/// the section lists.
class RfcExampleTest {
  private static final List<Hash> D =
      List.of("d0", "d1", "d2", "d3", "d4", "d5", "d6").stream()
          .map(d -> Hash.ofLeaf(d.getBytes(StandardCharsets.UTF_8)))
          .toList();
  private static final Hash A = D.get(0);
  private static final Hash B = D.get(1);
  private static final Hash C = D.get(2);
  private static final Hash D3 = D.get(3);
  private static final Hash E = D.get(4);
  private static final Hash F = D.get(5);
  private static final Hash J = D.get(6);
  private static final Hash G = Hash.ofNode(A, B);
  private static final Hash H = Hash.ofNode(C, D3);
  private static final Hash I = Hash.ofNode(E, F);
  private static final Hash K = Hash.ofNode(G, H);
  private static final Hash L = Hash.ofNode(I, J);
  private static final Hash ROOT = Hash.ofNode(K, L);

  private final MemoryTree tree = new MemoryTree().append(D);

  @Test
  void the_root_is_that_of_the_drawing() {
    assertThat(tree.head()).isEqualTo(new TreeHead(7, ROOT));
  }

  @Test
  void its_inclusion_proofs_are_those_of_the_rfc() {
    includes(0, B, H, L);
    includes(3, C, G, L);
    includes(4, F, J, K);
    includes(6, I, K);
  }

  @Test
  void its_consistency_proofs_are_those_of_the_rfc() {
    // hash0, hash1 and hash2: the trees of 3, 4 and 6 leaves
    consistent(3, Hash.ofNode(G, C), C, D3, G, L);
    consistent(4, K, L);
    consistent(6, Hash.ofNode(K, I), I, J, K);
  }

  private void includes(int leaf, Hash... path) {
    InclusionProof proof = InclusionProof.build(leaf, 7, tree.hashes());
    assertThat(proof.path()).containsExactly(path);
    proof.verify(D.get(leaf), tree.head());
  }

  private void consistent(int size, Hash root, Hash... path) {
    ConsistencyProof proof = ConsistencyProof.build(size, 7, tree.hashes());
    assertThat(proof.path()).containsExactly(path);
    proof.verify(new TreeHead(size, root), tree.head());
  }
}
