"""Small hand-made results: all verdicts, shared evidence, awkward quotes. Every span points into the texts below."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import count

from reportdiff import results
from reportdiff.model import (
    Bound,
    Caution,
    Chain,
    Commitment,
    Decision,
    Direction,
    Evidence,
    Finding,
    Judgement,
    Kind,
    Measure,
    Quantity,
    Quote,
    Relation,
    Report,
    ReportInfo,
    Role,
    Section,
    SectionPair,
    SectionStatus,
    SourceText,
    Target,
    Verdict,
)

OLD = """政府工作报告
一、2015年工作回顾
全年实现地区生产总值412.6亿元，增长8.6%。城镇新增就业1.52万人。
二、2016年工作安排
地区生产总值增长8.5%左右，居民消费价格涨幅保持在2%-3%，加强宏观形势研判。
（一）突出项目支撑
新增市场主体5000户。新增规模以上工业企业15家，招商引资到位资金170亿元。
（二）突出民生改善
完成6000户居民天然气置换。建成投用区档案馆、文化馆。启动“七五”普法。
实现公园、广场免费无线网络全覆盖。创建省级食品安全示范区。
实际利用外资1.5亿美元。
"""

NEW = """政府工作报告
一、2016年工作回顾
全年完成地区生产总值449.2亿元，增长8.3%，居民消费价格上涨2.4%。
（一）实体经济稳中提质
新登记市场主体4620户，16家企业跨入规模以上
行列。招商引资到位资金稳步增长。
（二）人民生活持续改善
天然气置换完成4700户，其余1300户正在入户施工。区档案馆|文化馆建成投用。“七五”普法没有如期启动。
公园、广场新建健身步道12条。我区跻身省级食品安全示范区行列。
二、2017年工作安排
地区生产总值增长8%左右。
（一）壮大实体经济
引进世界500强企业投资项目2个，推动产业升级。
（二）增进民生福祉
完成剩余1300户居民天然气置换，新增养老床位500张。
"""

_OLD_HEADINGS = [
    ("o1", None, 1, "一、2015年工作回顾", "一、", Role.REVIEW),
    ("o2", None, 1, "二、2016年工作安排", "二、", Role.PLAN),
    ("o2.1", "o2", 2, "（一）突出项目支撑", "（一）", Role.PLAN),
    ("o2.2", "o2", 2, "（二）突出民生改善", "（二）", Role.PLAN),
]
_NEW_HEADINGS = [
    ("n1", None, 1, "一、2016年工作回顾", "一、", Role.REVIEW),
    ("n1.1", "n1", 2, "（一）实体经济稳中提质", "（一）", Role.REVIEW),
    ("n1.2", "n1", 2, "（二）人民生活持续改善", "（二）", Role.REVIEW),
    ("n2", None, 1, "二、2017年工作安排", "二、", Role.PLAN),
    ("n2.1", "n2", 2, "（一）壮大实体经济", "（一）", Role.PLAN),
    ("n2.2", "n2", 2, "（二）增进民生福祉", "（二）", Role.PLAN),
]


def source(text: str, name: str) -> SourceText:
    """Return a text as it is read when nothing has to be cleaned."""
    lines = tuple(i for i in range(len(text)) if i == 0 or text[i - 1] == "\n")
    return SourceText(text, name, reading=text, origin=tuple(range(len(text))), lines=lines)


def sections(text: str, headings: list[tuple[str, str | None, int, str, str, Role]]) -> tuple[Section, ...]:
    """Return the outline of a text with known headings."""
    starts = [text.index(title) for _, _, _, title, _, _ in headings]
    found = []
    for place, (key, parent, level, title, number, role) in enumerate(headings):
        later = zip(starts[place + 1 :], headings[place + 1 :], strict=True)
        end = next((start for start, heading in later if heading[2] <= level), len(text))
        start = starts[place]
        found.append(Section(key, parent, level, title, number, role, start, end, start + len(title) + 1))
    return tuple(found)


def quote(text: str, words: str) -> Quote:
    """Return where words stand in a text."""
    start = text.index(words)
    line = text.count("\n", 0, start) + 1
    joined = text.count("以上\n行列", 0, start)  # the one line break inside a sentence
    return Quote(words, start, start + len(words), line, line - joined)


def old_report() -> Report:
    """Return the report that promises."""
    return Report(source(OLD, "临江区2016.txt"), sections(OLD, _OLD_HEADINGS), "zh", "政府工作报告", "临江区", 2016)


def info(report: Report) -> ReportInfo:
    """Return what a comparison keeps of a report."""
    text = report.source
    return ReportInfo(
        name=text.name, title=report.title, place=report.place, year=report.year, language=report.language,
        format=text.format, encoding="utf-8", characters=len(text.text), lines=len(text.lines), sha256="0" * 64,
        sections=report.sections,
    )  # fmt: skip


def old_info() -> ReportInfo:
    """Return what is kept of the report that promises."""
    return info(old_report())


def new_info() -> ReportInfo:
    """Return what is kept of the report that tells the outcome."""
    text = source(NEW, "临江区2017.txt")
    return info(Report(text, sections(NEW, _NEW_HEADINGS), "zh", "政府工作报告", "临江区", 2017))


def with_texts(value: results.Comparison) -> results.Comparison:
    """Return a comparison of the texts above that has them in memory, as one that was just made."""
    old, new = source(OLD, value.old.name), source(NEW, value.new.name)
    return replace(value, old=replace(value.old, source=old), new=replace(value.new, source=new))


def target(metric: str, value: str, unit: str, bound: Bound = Bound.AT_LEAST, upper: str | None = None) -> Target:
    """Return a target; its amount is right for the unit 万 and for plain units."""
    amount = Decimal(value) * (10000 if unit.startswith("万") else 1)
    top = None if upper is None else Decimal(upper)
    return Target(metric, bound, Decimal(value), top, unit, Direction.INCREASE, Measure.ADDED, "count", amount)


def commitment(words: str, section: str, *targets: Target, kind: Kind | None = None, **more: object) -> Commitment:
    """Return a commitment of the old report."""
    found = quote(OLD, words)
    kind = kind or (Kind.QUANTIFIED if targets else Kind.DELIVERABLE)
    return Commitment(
        f"c{found.start}", found, words, "", section, Role.PLAN, kind=kind, targets=targets, checkable=0.9, **more
    )  # type: ignore[arg-type]


def new_commitment(words: str, section: str, kind: Kind = Kind.QUANTIFIED) -> Commitment:
    """Return a commitment of the new report."""
    found = quote(NEW, words)
    return Commitment(f"n{found.start}", found, words, "", section, Role.PLAN, kind=kind, checkable=0.8)


def evidence(words: str, section: str, score: float, shared_with: tuple[str, ...] = ()) -> Evidence:
    """Return words of the new report with what their score is made of."""
    return Evidence(quote(NEW, words), section, score, (("text", 0.71), ("number", 0.5)), shared_with)


def comparison() -> results.Comparison:
    """Return a comparison with all five verdicts and with everything that is awkward to show."""
    archive = commitment("建成投用区档案馆", "o2.2")
    culture = replace(commitment("文化馆", "o2.2"), context="建成投用")
    both = "区档案馆|文化馆建成投用"
    growth = commitment(
        "地区生产总值增长8.5%左右", "o2", target("地区生产总值", "8.5", "%", Bound.ABOUT),
        baseline=quote(OLD, "全年实现地区生产总值412.6亿元，增长8.6%"), baseline_value="8.6%",
        quantities=(_quantity("8.5%"),),
    )  # fmt: skip
    findings = (
        Finding(
            growth,
            Judgement(
                Verdict.MET,
                "number-within-tolerance",
                (("actual", "+8.3%"), ("target", "≈ 8.5%"), ("how", "449.2亿元 / 414.8亿元 = +8.3%")),
                confidence=0.93,
                needs_review=False,
            ),
            (evidence("全年完成地区生产总值449.2亿元，增长8.3%", "n1", 0.92),),
            renewed=quote(NEW, "地区生产总值增长8%左右"),
            chain=Chain("8.6%", "≈ 8.5%", "+8.3%", "≈ 8%"),
        ),
        Finding(
            commitment(
                "居民消费价格涨幅保持在2%-3%", "o2", target("居民消费价格", "2", "%", Bound.BETWEEN, upper="3")
            ),
            Judgement(Verdict.MET, "number-in-range", (("actual", "2.4%"), ("target", "2-3%")), False, 0.9, False),
            (evidence("居民消费价格上涨2.4%", "n1", 0.88),),
            chain=Chain("", "2-3%", "2.4%", ""),
        ),
        Finding(
            commitment("加强宏观形势研判", "o2", kind=Kind.DIRECTIONAL),
            Judgement(Verdict.DROPPED, "not-mentioned", (("year", "2016"),)),
        ),
        Finding(
            commitment("新增市场主体5000户", "o2.1", target("市场主体", "5000", "户")),
            Judgement(
                Verdict.MISSED, "number-short",
                (("actual", "4620户"), ("target", "≥ 5000户")), False, 0.88, False,
            ),
            (evidence("新登记市场主体4620户", "n1.1", 0.81),),
            chain=Chain("", "≥ 5000户", "4620户", ""),
        ),
        Finding(
            commitment("新增规模以上工业企业15家", "o2.1", target("规模以上工业企业", "15", "家")),
            Judgement(Verdict.MET, "number-reached", (("actual", "16家"), ("target", "≥ 15家")), True, 0.74, True),
            (evidence("16家企业跨入规模以上\n行列", "n1.1", 0.66),),
            chain=Chain("", "≥ 15家", "16家", ""),
        ),
        Finding(
            commitment("招商引资到位资金170亿元", "o2.1", target("招商引资到位资金", "170", "亿元")),
            Judgement(
                Verdict.UNCLEAR, "no-comparable-number",
                (("target", "≥ 170亿元"), ("found", "稳步增长")), False, 0.7, True,
            ),
            (evidence("招商引资到位资金稳步增长", "n1.1", 0.83),),
            chain=Chain("", "≥ 170亿元", "", ""),
        ),
        Finding(
            commitment("完成6000户居民天然气置换", "o2.2", target("居民天然气置换", "6000", "户")),
            Judgement(
                Verdict.PARTIAL, "number-short-rest-under-way",
                (("actual", "4700户"), ("target", "≥ 6000户"), ("word", "正在入户施工")), False, 0.86, False,
            ),
            (evidence("天然气置换完成4700户，其余1300户正在入户施工", "n1.2", 0.9),),
            renewed=quote(NEW, "完成剩余1300户居民天然气置换"),
            chain=Chain("", "≥ 6000户", "4700户", "≥ 1300户"),
        ),
        Finding(
            archive,
            Judgement(Verdict.MET, "done-as-promised", (("word", "建成投用"),), False, 0.91, False),
            (evidence(both, "n1.2", 0.87, (culture.id,)),),
        ),
        Finding(
            culture,
            Judgement(Verdict.MET, "done-as-promised", (("word", "建成投用"),), False, 0.83, False),
            (evidence(both, "n1.2", 0.79, (archive.id,)),),
        ),
        Finding(
            commitment("启动“七五”普法", "o2.2"),
            Judgement(Verdict.MISSED, "said-not-done", (("word", "没有如期启动"),), False, 0.94, False),
            (evidence("“七五”普法没有如期启动", "n1.2", 0.93),),
        ),
        Finding(
            commitment("实现公园、广场免费无线网络全覆盖", "o2.2"),
            Judgement(Verdict.DROPPED, "not-mentioned", (("year", "2016"),), False, 0.61, True),
            runner_up=evidence("公园、广场新建健身步道12条", "n1.2", 0.31),
        ),
        Finding(
            commitment("创建省级食品安全示范区", "o2.2"),
            Judgement(Verdict.MET, "done-as-promised", (), False, 0.89, False),
            (evidence("我区跻身省级食品安全示范区行列", "n1.2", 0.85),),
        ),
        Finding(
            commitment("实际利用外资1.5亿美元", "o2.2", target("实际利用外资", "1.5", "亿美元")),
            Judgement(Verdict.DROPPED, "not-mentioned", (), False, 0.8, False),
            chain=Chain("", "≥ 1.5亿美元", "", ""),
        ),
    )  # fmt: skip
    return results.Comparison(
        old_info(),
        new_info(),
        findings,
        new_commitments(),
        pairs(),
        (Caution("years-apart", (("new", "2018"), ("old", "2016"))),),
    )


def decisions() -> tuple[Decision, ...]:
    """Return a decision of every kind about the comparison, one of them about a commitment that is not there."""
    ids = [f.commitment.id for f in comparison().findings]
    texts = [f.commitment.quote.text for f in comparison().findings]
    return (
        Decision(
            ids[0], texts[0], Verdict.MET, note="与统计公报一致", by="张三", date="2017-02-20", machine=Verdict.MET
        ),
        Decision(ids[3], texts[3], Verdict.PARTIAL, ("天然气置换4620户",), by="李四", machine=Verdict.MISSED),
        Decision(ids[1], texts[1], merged_into=ids[0], by="张三"),
        Decision(ids[2], texts[2], excluded=True, note="=不是任务|<b>"),
        Decision("cffffffff", "建设一座并不存在的大桥", Verdict.MISSED, by="王五"),
    )


def decided() -> results.Comparison:
    """Return the comparison with decisions of every kind."""
    return comparison().with_decisions(decisions())


def new_commitments() -> tuple[Commitment, ...]:
    """Return what the new report promises for the first time."""
    return (
        new_commitment("引进世界500强企业投资项目2个", "n2.1"),
        new_commitment("推动产业升级", "n2.1", Kind.DIRECTIONAL),
        new_commitment("新增养老床位500张", "n2.2"),
    )


def pairs() -> tuple[SectionPair, ...]:
    """Return links of both relations, with a removed and an added section."""
    return (
        SectionPair(Relation.CONTINUES, "o2.1", "n2.1", 0.62, SectionStatus.RENAMED),
        SectionPair(Relation.CONTINUES, "o2.2", "n2.2", 0.71, SectionStatus.KEPT),
        SectionPair(Relation.ANSWERS, "o2.1", "n1.1", 0.68, SectionStatus.RENAMED),
        SectionPair(Relation.ANSWERS, "o2.2", None, 0.0, SectionStatus.REMOVED),
        SectionPair(Relation.ANSWERS, None, "n1.2", 0.0, SectionStatus.ADDED),
    )


def empty_comparison() -> results.Comparison:
    """Return a comparison in which nothing was found."""
    return results.Comparison(replace(old_info(), sections=()), replace(new_info(), sections=()), (), (), ())


def checklist() -> results.Checklist:
    """Return the commitments of the old report."""
    return results.Checklist(old_info(), tuple(f.commitment for f in comparison().findings))


def alignment() -> results.Alignment:
    """Return the section links of the comparison."""
    return results.Alignment(old_info(), new_info(), pairs())


def facts() -> dict[str, str]:
    """Return a value for every fact that a reason may use."""
    letters = count(1)
    names = ("target", "actual", "how", "word", "missing", "found", "year")
    return {name: f"«{next(letters)}»" for name in names}


def _quantity(words: str) -> Quantity:
    found = quote(OLD, words)
    return Quantity(
        Decimal("8.5"), "%", None, Bound.ABOUT, Measure.RATE, Direction.INCREASE, "地区生产总值", "ratio",
        Decimal("0.085"), found.start, found.end,
    )  # fmt: skip
