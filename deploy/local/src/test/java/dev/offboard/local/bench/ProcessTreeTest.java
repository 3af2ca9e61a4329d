package dev.offboard.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {
  @Test
  void a_command_name_with_blanks_and_parentheses_moves_no_field() {
    String stat = "42 (pg) (x y) S 1 42 42 0 -1 4194560 100 200 0 0 7 5 3 2 20 0 1 0 100 1000 50 0";

    assertThat(ProcessTree.ticks(stat)).isEqualTo(7 + 5 + 3 + 2);
    assertThat(ProcessTree.ticks("")).isZero();
  }

  @Test
  void a_size_is_found_by_its_label() {
    assertThat(ProcessTree.kb("VmHWM:\t  9 kB\nVmRSS:\t 51234 kB\n", "VmRSS:")).isEqualTo(51234);
    assertThat(ProcessTree.kb("", "VmRSS:")).isZero();
  }

  @Test
  void a_process_that_is_gone_counts_nothing() {
    ProcessTree none = new ProcessTree(List.of(Long.MAX_VALUE));

    assertThat(none.cpuMillis()).isZero();
    assertThat(none.residentKb()).isZero();
  }
}
