/**
 * Kernel C to {@link dev.quiesce.program.Program}.
 *
 * <p>{@link dev.quiesce.lang.Models} is the way in. A file goes through a row of filters: {@code Variants} reads the
 * pragmas, {@code Parsing} preprocesses and parses with Eclipse CDT once per variant, {@code Declarations} and
 * {@code Types} give names their types, {@code Lowering} turns the functions that a scenario can reach into instructions,
 * {@code Scenarios} reads the {@code struct scenario} objects. CDT is used for its syntax tree alone; names and types are
 * resolved here.
 *
 * <p>What it promises: a file either means what C says, or is refused with a {@link dev.quiesce.lang.ModelException}
 * that says where and what to write instead. Nothing is skipped that is not understood. Depends on {@code program} only.
 */
package dev.quiesce.lang;
