package dev.offboard.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.local.bench.FigureTable.Figure;
import org.junit.jupiter.api.Test;

class GateTest {
  @Test
  void a_verdict_tells_gate_and_aim_apart() {
    Gate latency = Gate.atMost(25, 8);
    Gate rate = Gate.atLeast(300, 2000);

    assertThat(latency.verdict(8)).isEqualTo("aim met");
    assertThat(latency.verdict(25)).isEqualTo("gate met");
    assertThat(latency.verdict(25.1)).isEqualTo("MISSED");
    assertThat(rate.verdict(299)).isEqualTo("MISSED");
    assertThat(rate.verdict(300)).isEqualTo("gate met");
    assertThat(Gate.aimAtMost(0.5).verdict(0.6)).isEqualTo("aim missed");
    assertThat(Gate.NONE.verdict(1e9)).isEmpty();
  }

  @Test
  void a_table_counts_missed_gates_only() {
    FigureTable table = new FigureTable();
    Conditions conditions = new Conditions(1.5, 3000);

    table.add(new Figure("revoked p50", 26, "ms"), Gate.atMost(25, 8), 200, conditions);
    table.add(new Figure("commits", 9, ""), Gate.aimAtMost(0.5), 200, conditions);
    table.add(new Figure("accepted", 9, ""), Gate.NONE, 200, conditions);

    assertThat(table.missed()).isEqualTo(1);
    assertThat(table.lines().get(1).strip().replaceAll(" +", " "))
        .isEqualTo("revoked p50 26.0 ms <= 25 8.0 MISSED 200 1.50 3000");
  }
}
