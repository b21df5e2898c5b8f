package dev.quiesce.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Function;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.ObjectType.ScalarObject;
import dev.quiesce.program.Order;
import dev.quiesce.program.Program;
import dev.quiesce.program.Races;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceTest {
    private static final int THREAD = 0;
    private static final int CALLED = 1;
    private static final int IN_TABLE = 2;
    private static final int OTHER = 3;

    private static Function function(String name, Instruction... body) {
        return new Function(name, 0, 1, List.of(""), List.of(body), Site.NONE);
    }

    private static Instruction call(int function) {
        return new Instruction.Call(-1, new Constant(Address.ofFunction(function)), List.of(), Site.NONE);
    }

    private static Instruction load(int global) {
        return new Instruction.Load(0, new Constant(Address.of(global, 0)), ScalarType.POINTER, Order.ONCE, Site.NONE);
    }

    private static Instruction end() {
        return new Instruction.Return(null, Site.NONE);
    }

    @Test
    void what_a_scenario_mentions_in_code_or_through_globals_stays_and_the_rest_goes() {
        ScalarObject pointer = new ScalarObject(ScalarType.POINTER, "void *");
        GlobalObject table = new GlobalObject("table", pointer, 8, List.of(
            new GlobalObject.Initializer(0, ScalarType.POINTER, Address.ofFunction(IN_TABLE))), false, Site.NONE);
        GlobalObject toTable = new GlobalObject("pointer", pointer, 8, List.of(
            new GlobalObject.Initializer(0, ScalarType.POINTER, Address.of(0, 0))), false, Site.NONE);
        Scenario scenario = new Scenario("s", "", -1, List.of(THREAD), List.of(), -1, MemoryModel.SC, Finding.HOLDS, false,
            Races.REPORT, 0, Site.NONE);
        Program whole = new Program("m", "default", List.of(table, toTable), List.of(
            function("thread", call(CALLED), end()), function("called", load(1), end()), function("in_table", end()),
            function("other", new Instruction.Cover("elsewhere", Site.NONE), end())), List.of(scenario));
        Program slice = Slice.of(whole, scenario);
        for (int kept : new int[] {THREAD, CALLED, IN_TABLE}) {
            assertEquals(whole.functions().get(kept), slice.functions().get(kept));
        }
        assertNotEquals(whole.functions().get(OTHER), slice.functions().get(OTHER));
        assertEquals(List.of(), new Image(slice, scenario).coverNames());
        assertEquals(List.of("elsewhere"), new Image(whole, scenario).coverNames());
    }
}
