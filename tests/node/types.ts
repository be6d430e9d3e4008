// What the types must accept, and what they must refuse: each @ts-expect-error fails the build when its line is accepted.
import type { Delegation, EnforcekitDocument, Place, Records } from "./enforcekit.js";

export const place: Place = { type: "place", schema_version: "1.0", id: "330213", names: { zh: "奉化区" }, kind: "division" };
export const open: Delegation["mode"] = "a_mode_of_practice";
export const documents: readonly EnforcekitDocument[] = [place];

export function code(document: EnforcekitDocument): string | undefined {
  return document.type === "place" ? document.code?.value : undefined;
}
export function byType<T extends keyof Records>(type: T, all: readonly EnforcekitDocument[]): Records[T][] {
  return all.filter((each): each is Records[T] => each.type === type);
}

// @ts-expect-error a required field is missing
export const nameless: Place = { type: "place", schema_version: "1.0", id: "330213" };
// @ts-expect-error an unknown key
export const coloured: Place = { ...place, colour: "red" };
// @ts-expect-error a code that the closed list does not have
export const country: Place = { ...place, kind: "country" };
// @ts-expect-error null is never a value
export const nowhere: Place = { ...place, parent: null };
// @ts-expect-error another record type
export const item: Place = { ...place, type: "item" };
// @ts-expect-error no such type
export const town: EnforcekitDocument = { ...place, type: "town" };
