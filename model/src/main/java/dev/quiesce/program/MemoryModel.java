package dev.quiesce.program;

/** A memory model says which values a load may return. */
public enum MemoryModel {
    SC("sc"), TSO("tso"), LKMM("lkmm");

    private final String option;

    MemoryModel(String option) {
        this.option = option;
    }

    /** The name on the command line and in reports. */
    public String option() {
        return option;
    }
}
