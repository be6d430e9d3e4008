"""What can be wrong with a table of the penalty feed and its rows (EK801 to EK826), and with codes of any table."""

from __future__ import annotations

from enforcekit.errors import rule

NOT_THE_FEED = rule(
    "EK801",
    "error",
    "this is no table of the penalty feed: no column of it is known ({headers})",
    "不是行政处罚双公示数据：没有可识别的列（{headers}）",
    cure_en="name the columns by their codes (CF_JDRQ) or full names (处罚决定日期), in the first row",
    cure_zh="首行应为列名，使用代码（CF_JDRQ）或全称（处罚决定日期）",
)
NO_COLUMN = rule(
    "EK802",
    "warning",
    "the table has no column {column}, which the feed asks for",
    "缺少必填列 {column}",
    cure_en="add it",
    cure_zh="请补充该列",
)
NO_DAY = rule(
    "EK803",
    "error",
    "the row is rejected: its day of decision {value} is no day",
    "该行不予接收：处罚决定日期 {value} 无法识别",
    cure_en="write it as 2022-05-16",
    cure_zh="请写作 2022-05-16",
)
MORE_CELLS = rule(
    "EK804",
    "warning",
    "the row has {count} cells more than the header; they are kept, and mean nothing here",
    "该行比表头多 {count} 个单元格，已保留但未解释",
    cure_en="quote cells that hold the separator",
    cure_zh="含分隔符的单元格应加引号",
)
UNKNOWN_PARTY = rule(
    "EK805",
    "warning",
    "{value} is no kind of party that is known here",
    "未知的相对人类别：{value}",
    cure_en="write 法人及非法人组织, 自然人 or 个体工商户",
    cure_zh="请填写法人及非法人组织、自然人或者个体工商户",
)
NO_AMOUNT = rule(
    "EK806",
    "error",
    "{value} is no amount",
    "{value} 不是金额",
    cure_en="write a decimal in 10,000 yuan: 0.03",
    cure_zh="请填写以万元计的数字，如 0.03",
)
NOT_WHOLE_FEN = rule(
    "EK807",
    "error",
    "{value} is not a whole number of fen: the amount is not taken over",
    "{value} 不是整数分，金额未采用",
    cure_en="correct it: the sixth decimal of 10,000 yuan is a fen",
    cure_zh="请更正：万元的第六位小数为分",
)
TEXT_DIFFERS = rule(
    "EK808",
    "error",
    "{what}: the column says {column} yuan, the text {text} yuan",
    "{what_zh}：列中为 {column} 元，处罚内容中为 {text} 元",
    cure_en="look it up in the decision; the column is taken over",
    cure_zh="请核对决定书；此处采用列中金额",
)
KINDS_CONTRADICT = rule(
    "EK809",
    "error",
    "{kind} and its amount contradict each other: {amount} yuan",
    "处罚种类“{kind_zh}”与金额矛盾：{amount} 元",
    cure_en="correct the kinds or the amount",
    cure_zh="请更正处罚种类或者金额",
)
UNKNOWN_KIND = rule(
    "EK810",
    "warning",
    "{value} is no kind of penalty",
    "{value} 不是处罚种类",
    cure_en="name kinds of art. 9 of the Penalty Law, or their codes 01 to 14; an order to correct is none",
    cure_zh="请填写行政处罚法第九条的种类或者代码 01 至 14；责令改正不是处罚种类",
)
KINDS_DIFFER = rule(
    "EK811",
    "warning",
    "{kind} stands in the {one} and not in the {other}",
    "“{kind_zh}”在{one_zh}中有，在{other_zh}中没有",
    cure_en="let both name the same kinds",
    cure_zh="请使两处一致",
)
TINY_FINE = rule(
    "EK812",
    "warning",
    "a fine of {amount} yuan: most likely a wrong unit",
    "罚款仅 {amount} 元：单位可能有误",
    cure_en="check the unit: the column is in 10,000 yuan",
    cure_zh="请核对单位：该列以万元计",
)
REST_DAY = rule(
    "EK813",
    "advice",
    "decided on {day}, {what}",
    "{day}（{what_zh}）作出决定",
    cure_en="check the day: such a decision is valid, but rarely made",
    cure_zh="请核对日期：休息日作出的决定有效，但并不常见",
)
FUTURE = rule(
    "EK814",
    "error",
    "the day of decision {day} lies after {on}",
    "处罚决定日期 {day} 晚于 {on}",
    cure_en="correct the day",
    cure_zh="请更正日期",
)
CUT = rule(
    "EK815",
    "error",
    "{value} is cut off",
    "{value} 不完整（被截断）",
    cure_en="give the whole title; it is kept as it stands",
    cure_zh="请补全标题；此处照录",
)
NO_ARTICLE = rule(
    "EK816",
    "warning",
    "the basis {value} names no article",
    "依据 {value} 未列明条",
    cure_en="name article, paragraph and point",
    cure_zh="请列明条、款、项",
)
EMPTY = rule(
    "EK817",
    "warning",
    "{column} is empty",
    "{column} 为空",
    cure_en="fill it in: the feed asks for it",
    cure_zh="请填写必填项",
)
TWICE = rule(
    "EK818",
    "error",
    "{value} stands in row {other} already",
    "{value} 已见于第 {other} 行",
    cure_en="each decision once, under its own number",
    cure_zh="每份决定书一行，文号不得重复",
)
SIMPLE_SIZED = rule(
    "EK819",
    "advice",
    "{kinds} ({fine} yuan): it could have been decided on the spot, and such decisions are not shown everywhere",
    "{kinds_zh}（{fine} 元）：属于可以当场处罚的幅度，有的系统不公示此类决定",
    cure_en="say which procedure it was (处罚程序)",
    cure_zh="请注明处罚程序",
)
BAD_CODE = rule(
    "EK820",
    "warning",
    "{value} is no unified social credit code ({reason}): kept as it stands, not as a code",
    "{value} 不是有效的统一社会信用代码（{reason}），照录但不作为代码",
    cure_en="check the code",
    cure_zh="请核对代码",
)
MASKED = rule(
    "EK821",
    "warning",
    "{column} holds an identity number: it is not kept",
    "{column} 含有身份证件号码，未予保留",
    cure_en="take identity numbers out before a table is shared",
    cure_zh="共享数据前应去除证件号码",
)
ENDS_EARLY = rule(
    "EK822",
    "warning",
    "{column} {value} lies before the day of decision {day}",
    "{column} {value} 早于处罚决定日期 {day}",
    cure_en="correct one of them",
    cure_zh="请更正",
)
NO_PENALTY = rule(
    "EK823",
    "warning",
    "the row names no penalty",
    "该行没有处罚种类",
    cure_en="name the kind of penalty",
    cure_zh="请填写处罚种类",
)
NOT_A_RECORD = rule(
    "EK824",
    "error",
    "the row is rejected: it cannot be written as a case ({reason})",
    "该行不予接收：无法写成案件（{reason}）",
    cure_en="correct the cell that is named",
    cure_zh="请更正所指单元格",
)
NOT_A_ROW = rule(
    "EK825",
    "error",
    "the row is rejected: it is no mapping from column to cell ({kind})",
    "该行不予接收：不是“列名—单元格”（{kind}）",
    cure_en="give each row as a mapping, or a line of a table",
    cure_zh="请以映射或者表格行给出",
)
ABOVE = rule(
    "EK826",
    "advice",
    "a line above the header is not read: {value}",
    "表头之上的一行未读取：{value}",
    cure_en="let the table begin with its header",
    cure_zh="表格应以表头开始",
)
DIRTY_CODE = rule(
    "EK852",
    "warning",
    "{value} is no code of the scheme {scheme} ({reason}): kept as it stands, not as a code",
    "{value} 不是 {scheme} 编码（{reason}），照录但不作为编码",
    cure_en="correct the code, or name its scheme",
    cure_zh="请更正编码或者注明编码体系",
)
UNKNOWN_WORD = rule(
    "EK853",
    "warning",
    "{value} is no {what} that is known here; {taken} is taken",
    "未知的{what_zh}：{value}，采用 {taken}",
    cure_en="write a label or a code of the list",
    cure_zh="请填写代码表中的名称或代码",
)
