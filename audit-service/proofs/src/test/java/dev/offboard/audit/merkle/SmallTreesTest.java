package dev.offboard.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.audit.merkle.RefutedProof.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Every tree up to a size, every leaf, every pair of sizes, every single bit.
class SmallTreesTest {
  private static final int LARGEST = 66;
  private static final int LARGEST_WITH_EVERY_BIT = 9;

  @Test
  void the_incremental_root_is_that_of_the_definition() {
    Frontier frontier = Frontier.empty();
    assertThat(frontier.head()).isEqualTo(TreeHead.EMPTY);
    for (int size = 1; size <= 700; size++) {
      frontier.append(MemoryTree.leaves(size - 1, size));
      if (size <= LARGEST || size % 256 < 3 || size == 700) {
        assertThat(frontier.head())
            .isEqualTo(new TreeHead(size, MemoryTree.definition(MemoryTree.leaves(0, size))));
      }
    }
  }

  @Test
  void every_leaf_of_every_tree_is_proven() {
    for (int size = 1; size <= LARGEST; size++) {
      MemoryTree tree = MemoryTree.of(size);
      for (int leaf = 0; leaf < size; leaf++) {
        InclusionProof proof = InclusionProof.build(leaf, size, tree.hashes());
        proof.verify(MemoryTree.leaf(leaf), tree.head());
        for (int other : new int[] {leaf ^ 1, leaf / 2, leaf + 1, size - 1 - leaf}) {
          if (other != leaf && other < size) {
            InclusionProof moved = new InclusionProof(other, size, proof.path());
            refuted(() -> moved.verify(MemoryTree.leaf(proof.leafIndex()), tree.head()));
            refuted(() -> proof.verify(MemoryTree.leaf(moved.leafIndex()), tree.head()));
          }
        }
      }
    }
  }

  @Test
  void every_tree_is_proven_to_begin_with_every_smaller_one() {
    for (int size = 1; size <= LARGEST; size++) {
      MemoryTree tree = MemoryTree.of(size);
      for (int old = 1; old <= size; old++) {
        TreeHead older = MemoryTree.of(old).head();
        ConsistencyProof.build(old, size, tree.hashes()).verify(older, tree.head());
        TreeHead rewritten = new TreeHead(old, MemoryTree.leaf(-1));
        int from = old;
        refuted(
            () ->
                ConsistencyProof.build(from, tree.head().size(), tree.hashes())
                    .verify(rewritten, tree.head()));
      }
    }
  }

  @Test
  void no_bit_of_an_inclusion_proof_can_be_changed() {
    for (int size = 1; size <= LARGEST_WITH_EVERY_BIT; size++) {
      MemoryTree tree = MemoryTree.of(size);
      for (int leaf = 0; leaf < size; leaf++) {
        InclusionProof proof = InclusionProof.build(leaf, size, tree.hashes());
        Hash hash = MemoryTree.leaf(leaf);
        changed(
            proof.path(),
            path ->
                refuted(
                    () ->
                        new InclusionProof(proof.leafIndex(), proof.treeSize(), path)
                            .verify(hash, tree.head())));
        changed(List.of(hash), it -> refuted(() -> proof.verify(it.getFirst(), tree.head())));
        changed(
            List.of(tree.head().root()),
            it -> refuted(() -> proof.verify(hash, new TreeHead(proof.treeSize(), it.getFirst()))));
      }
    }
  }

  @Test
  void no_bit_of_a_consistency_proof_can_be_changed() {
    for (int size = 1; size <= LARGEST_WITH_EVERY_BIT; size++) {
      MemoryTree tree = MemoryTree.of(size);
      for (int old = 1; old <= size; old++) {
        TreeHead older = MemoryTree.of(old).head();
        ConsistencyProof proof = ConsistencyProof.build(old, size, tree.hashes());
        changed(
            proof.path(),
            path ->
                refuted(
                    () ->
                        new ConsistencyProof(proof.oldSize(), proof.newSize(), path)
                            .verify(older, tree.head())));
        changed(
            List.of(older.root()),
            it ->
                refuted(
                    () -> proof.verify(new TreeHead(proof.oldSize(), it.getFirst()), tree.head())));
      }
    }
  }

  @Test
  void sizes_that_make_no_sense_are_refuted() {
    Hash hash = MemoryTree.leaf(0);
    for (long size : new long[] {0, -1, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> new InclusionProof(0, size, List.of()).root(hash))
          .isInstanceOfSatisfying(
              RefutedProof.class, it -> assertThat(it.reason()).isEqualTo(Reason.OUT_OF_RANGE));
    }
    refuted(() -> new InclusionProof(-1, 1, List.of()).root(hash));
    refuted(() -> new InclusionProof(Long.MAX_VALUE, Long.MAX_VALUE, List.of()).root(hash));
    refuted(() -> new InclusionProof(0, Long.MAX_VALUE, List.of()).root(hash));
    TreeHead two = MemoryTree.of(2).head();
    refuted(() -> new ConsistencyProof(0, 2, List.of()).verify(TreeHead.EMPTY, two));
    refuted(() -> new ConsistencyProof(0, 0, List.of()).verify(TreeHead.EMPTY, TreeHead.EMPTY));
    refuted(() -> new ConsistencyProof(2, 1, List.of()).verify(two, new TreeHead(1, hash)));
    refuted(() -> new ConsistencyProof(1, 2, List.of()).verify(two, two));
    assertThatThrownBy(() -> new TreeHead(0, hash)).hasMessageContaining("0 leaves");
    assertThatThrownBy(() -> new TreeHead(-1, hash)).hasMessageContaining("-1 leaves");
  }

  @Test
  void a_refuted_proof_names_what_differs() {
    MemoryTree tree = MemoryTree.of(7);
    InclusionProof proof = InclusionProof.build(3, 7, tree.hashes());
    assertThatThrownBy(() -> proof.verify(MemoryTree.leaf(4), tree.head()))
        .hasMessageContaining("leaf 3 with hash " + MemoryTree.leaf(4))
        .hasMessageContaining("expected: " + tree.head().root() + ", at size 7");
    assertThatThrownBy(
            () ->
                new ConsistencyProof(4, 7, List.of(MemoryTree.leaf(0)))
                    .verify(MemoryTree.of(4).head(), tree.head()))
        .hasMessageContaining("the root at size 7 is")
        .hasMessageContaining("expected: " + tree.head().root());
  }

  @Test
  void proofs_in_the_largest_tree_are_as_long_as_it_is_high() {
    long size = Long.MAX_VALUE;
    assertThat(InclusionProof.subtrees(0, size)).hasSize(63);
    assertThat(InclusionProof.subtrees(size - 1, size)).hasSize(62);
    assertThatCode(() -> ConsistencyProof.subtrees(size - 1, size).forEach(Subtree::nodes))
        .doesNotThrowAnyException();
  }

  /// Called so often that a fluent assertion would take most of the time.
  private static void refuted(Runnable verification) {
    try {
      verification.run();
    } catch (RefutedProof expected) {
      return;
    }
    throw new AssertionError("accepted");
  }

  /// Each list that differs in one bit.
  private static void changed(List<Hash> hashes, Consumer<List<Hash>> each) {
    for (int place = 0; place < hashes.size(); place++) {
      for (int bit = 0; bit < Hash.LENGTH * Byte.SIZE; bit++) {
        byte[] bytes = hashes.get(place).bytes();
        bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        List<Hash> changed = new ArrayList<>(hashes);
        changed.set(place, Hash.of(bytes));
        each.accept(changed);
      }
    }
  }
}
